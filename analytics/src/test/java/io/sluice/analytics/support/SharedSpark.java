package io.sluice.analytics.support;

import io.sluice.analytics.session.SessionSettings;
import io.sluice.analytics.session.SparkSessions;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * One Spark context for the whole test JVM, since starting one costs seconds; each command gets a session of its own on it, and
 * with it a catalog of its own. What a local run would set, and small: two cores, two partitions.
 */
public final class SharedSpark implements SparkSessions {
    private static final SparkSession ROOT = start();

    private static SparkSession start() {
        SparkSession.Builder builder = SparkSession.builder()
                .master("local[2]")
                .appName("tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.default.parallelism", "2")
                .config("spark.databricks.delta.snapshotPartitions", "2")
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
                .config("spark.sql.streaming.pollingDelay", "1ms")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1");
        SessionSettings.defaults().forEach(builder::config);
        SparkSession session = builder.getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        return session;
    }

    @Override
    public SparkSession open(String appName, Map<String, String> settings, Map<String, String> forced) {
        SparkSession session = ROOT.newSession();
        forced.forEach((key, value) -> session.conf().set(key, value));
        SparkSession.setActiveSession(session);
        return session;
    }

    /** A session for what the test itself does with Spark. */
    public static SparkSession session(Map<String, String> settings) {
        return new SharedSpark().open("test", Map.of(), settings);
    }

    @Override
    public void close(SparkSession session) {
        SparkSession.clearActiveSession();
    }
}
