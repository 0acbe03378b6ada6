package io.sluice.analytics.session;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * One session for the process. What spark-submit, spark-defaults.conf or a -D option says stays as it is: master and
 * application name too; without a master, all cores of this machine.
 */
public final class ProcessSessions implements SparkSessions {
    private static final String EXTENSIONS = "spark.sql.extensions";

    @Override
    public SparkSession open(String appName, Map<String, String> settings, Map<String, String> forced) {
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.app.name", appName);
        if (conf.get("spark.master").startsWith("local")) {
            // 200 partitions, Spark's default, are 200 state stores a batch: on one machine as many as it has cores.
            conf.setIfMissing(
                    "spark.sql.shuffle.partitions",
                    Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        settings.forEach((key, value) -> {
            if (key.equals(EXTENSIONS)) {
                conf.set(key, withExtension(conf.get(key, ""), value));
            } else {
                conf.setIfMissing(key, value);
            }
        });
        forced.forEach(conf::set);
        // Before, for the lines of the start, and after, since Spark loads its own log4j settings at its first line.
        Logs.quieten(conf);
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        Logs.quieten(conf);
        return session;
    }

    static String withExtension(String configured, String extension) {
        if (configured.isBlank() || configured.contains(extension)) {
            return configured.isBlank() ? extension : configured;
        }
        return configured + "," + extension;
    }

    @Override
    public void close(SparkSession session) {
        session.stop();
    }
}
