package io.sluice.benchmark.contender;

import io.sluice.benchmark.events.EventTopic;
import io.sluice.benchmark.spark.KafkaToDelta;
import io.sluice.benchmark.table.DeltaTable;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.JvmSpec;
import io.sluice.local.spark.SparkSubmit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spark Structured Streaming from Kafka to Delta, until it has what is there.
 *
 * @param offsetsPerTrigger at most; 0 for all at once
 */
record SparkContender(String name, String title, long offsetsPerTrigger) implements Contender {
    private static final String JARS = "spark-delta";

    @Override
    public void requireBuilt(Checkout checkout) {
        checkout.classpath(JARS);
    }

    @Override
    public Run start(Bench bench, String id, EventTopic topic) {
        Path folder = bench.work().resolve(id);
        Target target = new Target(
                id, folder, topic.name(), Values.BYTES, bench.broker().bootstrap());
        List<String> arguments = new ArrayList<>(List.of(
                target.bootstrap(),
                topic.name(),
                folder.resolve("table").toString(),
                folder.resolve("checkpoint").toString(),
                Long.toString(offsetsPerTrigger)));
        settings(target).stream()
                .filter(setting -> setting.key().startsWith("spark."))
                .forEach(setting -> arguments.add(setting.key() + "=" + setting.value()));
        JvmSpec spec = new JvmSpec(
                id,
                classpath(bench),
                KafkaToDelta.class.getName(),
                arguments,
                options(),
                Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
        return new JvmRun(bench.children().startWithOutput(spec), Optional.of(new DeltaTable(folder.resolve("table"))))
                .awaitReady();
    }

    @Override
    public List<Setting> settings(Target target) {
        return List.of(
                Setting.of("spark.master", "local[*]", "every core, no processes beside it"),
                Setting.of("spark.ui.enabled", false, "nobody looks"),
                Setting.of("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension", "Delta asks for it"),
                Setting.of(
                        "spark.sql.catalog.spark_catalog",
                        "org.apache.spark.sql.delta.catalog.DeltaCatalog",
                        "Delta asks for it"),
                Setting.of("spark.driver.host", "127.0.0.1"),
                Setting.of("spark.driver.bindAddress", "127.0.0.1"),
                Setting.of("spark.local.dir", target.lake().resolve("spark")),
                Setting.of(
                        "spark.databricks.delta.snapshotPartitions",
                        2,
                        "a log this small in 50 partitions, the default, would only cost it tasks"),
                Setting.of("spark.sql.shuffle.partitions", 2, "the same, for 200"),
                Setting.of("maxOffsetsPerTrigger", offsetsPerTrigger == 0 ? "none" : offsetsPerTrigger));
    }

    /** Spark's own default of a heap is 1 GiB; the other contenders have two. */
    private static List<String> options() {
        List<String> options = new ArrayList<>(SparkSubmit.moduleOptions());
        options.add("-Xmx2g");
        return options;
    }

    private static List<Path> classpath(Bench bench) {
        List<Path> classpath = new ArrayList<>(bench.checkout().classpath(JARS));
        classpath.add(OwnClasses.of(KafkaToDelta.class));
        return classpath;
    }
}
