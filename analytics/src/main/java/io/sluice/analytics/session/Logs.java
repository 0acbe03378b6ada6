package io.sluice.analytics.session;

import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;

/** Spark's own log lines, which would bury the job's progress on standard error. */
final class Logs {
    /** Their warnings are of every run and ask for nothing. */
    private static final List<String> TALKATIVE = List.of(
            "org.apache.hadoop.util.NativeCodeLoader",
            "org.apache.kafka.clients.admin.AdminClientConfig",
            "org.apache.spark.sql.catalyst.util.SparkStringUtils",
            "org.apache.spark.sql.execution.streaming.ResolveWriteToStream",
            "org.apache.spark.util.Utils");

    /** What a stream dies of comes to us as an exception; here it would be told once more, with its stack trace. */
    private static final String STREAMS = "org.apache.spark.sql.execution.streaming.MicroBatchExecution";

    private Logs() {}

    /** Warnings only, unless somebody configured log4j: then that stands. */
    static void quieten(SparkConf conf) {
        if (!configured(conf)) {
            Configurator.setRootLevel(Level.WARN);
            TALKATIVE.forEach(name -> Configurator.setLevel(name, Level.ERROR));
            Configurator.setLevel(STREAMS, Level.OFF);
        }
    }

    private static boolean configured(SparkConf conf) {
        return System.getProperty("log4j2.configurationFile") != null
                || System.getProperty("log4j.configurationFile") != null
                || conf.contains("spark.log.level")
                || Stream.of("properties", "xml", "yaml", "yml", "json", "jsn")
                        .anyMatch(end -> Logs.class.getClassLoader().getResource("log4j2." + end) != null);
    }
}
