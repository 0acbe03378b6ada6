package io.sluice.analytics.session;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Where a command's session comes from: the process's own, or, in tests, one that they share. */
public interface SparkSessions {
    /**
     * @param settings what Sluice needs besides what the user configured; the user's own settings win
     * @param forced what the command line says; wins over everything
     */
    SparkSession open(String appName, Map<String, String> settings, Map<String, String> forced);

    /** Called once for every session that {@link #open} gave. */
    void close(SparkSession session);
}
