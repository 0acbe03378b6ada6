package io.sluice.analytics.session;

import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Spark's own log lines, which would bury the job's progress on standard error. */
final class Logs {
    private Logs() {}

    /** Warnings only, unless somebody configured log4j: then that stands. */
    static void quieten(SparkSession session) {
        boolean configured = System.getProperty("log4j2.configurationFile") != null
                || System.getProperty("log4j.configurationFile") != null
                || session.sparkContext().getConf().contains("spark.log.level")
                || Stream.of("properties", "xml", "yaml", "yml", "json", "jsn")
                        .anyMatch(end -> Logs.class.getClassLoader().getResource("log4j2." + end) != null);
        if (!configured) {
            session.sparkContext().setLogLevel("WARN");
        }
    }
}
