package io.sluice.benchmark;

import io.sluice.benchmark.contender.Bench;
import io.sluice.benchmark.events.EventTopic;
import io.sluice.benchmark.growth.Growth;
import io.sluice.benchmark.growth.GrowthForm;
import io.sluice.benchmark.report.Page;
import io.sluice.benchmark.report.Result;
import io.sluice.local.kafka.Broker;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs contenders by turns, prints what each used and writes the page that compares them. Settings: see {@link Form}. The forms of
 * {@link Growth} are its.
 */
public final class Benchmark {
    private static final List<String> BROKER_JVM = List.of("-Xmx1g", "-XX:+UseG1GC");

    private Benchmark() {}

    public static void main(String[] args) {
        if (GrowthForm.isOne(System.getProperty("benchmark.form", ""))) {
            Growth.main(args);
        } else {
            compare();
        }
    }

    private static void compare() {
        Checkout checkout = Checkout.fromProperties();
        Form form = Form.fromProperties();
        form.contenders().forEach(contender -> contender.requireBuilt(checkout));
        Path work = checkout.work("benchmark");
        List<Result> results;
        String setup;
        try (Children children = new Children(work.resolve("logs"))) {
            Path data = work.resolve("kafka");
            Broker broker = Broker.start(children, checkout, data, BROKER_JVM);
            EventTopic topic = EventTopic.of(broker, data, form.records());
            Bench bench = new Bench(checkout, children, broker, work, plugin(checkout));
            setup = setup(form, topic);
            results = new Rounds(new Trial(bench, topic, form.warm()), form).run();
        }
        Path folder = form.published() ? checkout.root().resolve("docs") : work;
        new Page(checkout.root().resolve("docs/benchmarks-head.md"), folder, setup).write(form.contenders(), results);
        System.out.println("Written: " + folder.resolve("benchmarks.md"));
    }

    /** {@code -Dbenchmark.plugin=<folder>} measures another build of the connector. */
    private static Path plugin(Checkout checkout) {
        String other = System.getProperty("benchmark.plugin");
        return other == null ? checkout.connectorPlugin() : Path.of(other);
    }

    private static String setup(Form form, EventTopic topic) {
        return String.format(
                "%,d records of %.0f bytes in %d partitions, figures from record %,d on. %s %s",
                topic.expected().records(),
                (double) topic.expected().bytes() / topic.expected().records(),
                EventTopic.PARTITIONS,
                form.warm(),
                System.getProperty("benchmark.versions", ""),
                System.getProperty("benchmark.peers", ""));
    }
}
