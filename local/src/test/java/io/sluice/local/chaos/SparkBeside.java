package io.sluice.local.chaos;

import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.JvmSpec;
import io.sluice.local.process.PropertiesFile;
import io.sluice.local.spark.SparkSubmit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JVM in which Spark runs statements beside the sink, and what it said of them. */
final class SparkBeside {
    private SparkBeside() {}

    /** @param main a class that only the JDK and Spark stand behind */
    static ChildJvm start(Fleet fleet, String name, Path lake, Class<?> main, String... arguments) {
        try {
            List<Path> classpath = new ArrayList<>(fleet.checkout().classpath("spark"));
            classpath.add(fleet.checkout().analyticsJar());
            classpath.add(Path.of(
                    main.getProtectionDomain().getCodeSource().getLocation().toURI()));
            List<String> options = new ArrayList<>(SparkSubmit.jvmOptions());
            settings(fleet, name, lake).forEach((key, value) -> options.add("-D" + key + "=" + value));
            return fleet.children()
                    .startWithOutput(new JvmSpec(
                            "spark-" + name,
                            classpath,
                            main.getName(),
                            List.of(arguments),
                            options,
                            Map.of("SPARK_LOCAL_IP", "127.0.0.1")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** config/spark-defaults.conf, which a user deploys, and what this machine needs. */
    private static Map<String, String> settings(Fleet fleet, String name, Path lake) {
        Map<String, String> settings =
                new TreeMap<>(PropertiesFile.read(fleet.checkout().config("spark-defaults.conf")));
        settings.put("spark.master", "local[2]");
        settings.put("spark.app.name", name);
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.driver.host", "127.0.0.1");
        // A small table: hundreds of tasks for each listing and each state of it would take the machine from the sink.
        settings.put("spark.sql.shuffle.partitions", "2");
        settings.put("spark.databricks.delta.snapshotPartitions", "2");
        settings.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
        settings.put("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        settings.put(
                "spark.sql.warehouse.dir", fleet.work().resolve("warehouse").toString());
        settings.put("spark.sql.catalog.lake.path", lake.toUri().toString());
        return settings;
    }

    /** What it said of each statement, by outcome and kind. */
    static Map<String, List<String>> said(ChildJvm spark) {
        Map<String, List<String>> said = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(spark.output())) {
                String[] words = line.split(" ", 3);
                if (words.length == 3 && (words[0].equals("ok") || words[0].equals("failed"))) {
                    said.computeIfAbsent(words[0] + " " + words[1], kind -> new ArrayList<>())
                            .add(words[2]);
                }
            }
            return said;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
