package io.sluice.benchmark;

import io.sluice.benchmark.contender.Bench;
import io.sluice.benchmark.contender.Contender;
import io.sluice.benchmark.contender.Contenders;
import io.sluice.benchmark.events.EventTopic;
import io.sluice.local.kafka.Broker;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import java.nio.file.Path;
import java.util.List;

/** Runs contenders by turns and prints what each used. Settings are system properties, see docs/benchmarks.md. */
public final class Benchmark {
    private static final List<String> BROKER_JVM = List.of("-Xmx1g", "-XX:+UseG1GC");

    private Benchmark() {}

    public static void main(String[] args) {
        Checkout checkout = Checkout.fromProperties();
        long records = Long.getLong("benchmark.records", 2_000_000);
        long warm = Long.getLong("benchmark.warm", Math.min(2_000_000, records / 2));
        int rounds = Integer.getInteger("benchmark.rounds", 1);
        List<Contender> contenders =
                Contenders.named(System.getProperty("benchmark.runs", "ours-raw-1,ours-raw-2,drop-bytes-2,floor"));
        String plugin = System.getProperty("benchmark.plugin");
        Path work = checkout.work("benchmark");
        try (Children children = new Children(work.resolve("logs"))) {
            Path data = work.resolve("kafka");
            Broker broker = Broker.start(children, checkout, data, BROKER_JVM);
            Bench bench = new Bench(
                    checkout, children, broker, work, plugin == null ? checkout.connectorPlugin() : Path.of(plugin));
            Trial trial = new Trial(bench, EventTopic.of(broker, data, records), warm);
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : contenders) {
                    System.out.println(trial.run(contender, round));
                }
            }
        }
    }
}
