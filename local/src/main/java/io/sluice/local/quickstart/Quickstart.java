package io.sluice.local.quickstart;

import io.sluice.local.data.DataSet;
import io.sluice.local.kafka.Produced;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import io.sluice.local.spark.SparkSubmit;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What {@code mvn -Pquickstart} runs: the whole stack on this machine, from data/ to answers. Exit code 0 only if every step held.
 * With the system property {@code quickstart.stay} the stack stays up until the process is ended.
 */
public final class Quickstart {
    private static final int STEPS = 11;

    private Quickstart() {}

    public static void main(String[] args) {
        endWithParent();
        try {
            run(Checkout.fromProperties(), System.out);
        } catch (RuntimeException e) {
            System.out.println();
            System.out.println("Quickstart failed: " + e.getMessage());
            if (Boolean.getBoolean("quickstart.trace")) {
                e.printStackTrace(System.out);
            }
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Checkout checkout, PrintStream out) {
        Narrator narrator = new Narrator(out, STEPS);
        narrator.headline("Sluice quickstart: Kafka -> Connect -> Delta lake -> Spark, all on this machine");
        try (Workspace workspace = Workspace.claim(checkout);
                Children children = new Children(workspace.logs())) {
            Stack stack = Stack.start(narrator, children, checkout, workspace);
            Map<DataSet, Produced> produced = new Landing(narrator, stack, checkout, workspace).run();
            Jobs jobs = new Jobs(narrator, new SparkSubmit(children, checkout), checkout, workspace);
            Analysis analysis = new Analysis(narrator, jobs, stack, workspace);
            analysis.run();
            analysis.proveWhole(produced);
            narrator.headline("All of it holds, in " + narrator.elapsed() + ".");
            Farewell farewell = new Farewell(narrator, checkout, workspace);
            farewell.howToGoOn();
            workspace.markSucceeded();
            if (Boolean.getBoolean("quickstart.stay")) {
                farewell.addresses(stack);
                awaitEnd();
            }
            children.kill();
        }
    }

    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Maven may be killed in a way that it cannot pass on. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            Thread watch = new Thread(
                    () -> {
                        parent.onExit().join();
                        System.exit(1);
                    },
                    "watch-parent");
            watch.setDaemon(true);
            watch.start();
        });
    }
}
