package io.sluice.analytics.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Spark settings that the jobs stand on; the user's own win, except the lake's path when the command line names it. */
public final class SessionSettings {
    /** The lake's root for {@code lake.<table>}. */
    public static final String LAKE_PATH = "spark.sql.catalog.lake.path";

    private SessionSettings() {}

    public static Map<String, String> defaults() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        settings.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        settings.put("spark.sql.catalog.lake", "io.sluice.analytics.catalog.LakeCatalog");
        // Times in the lake are UTC; without this, windows and printed times would depend on the machine.
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.sql.datetime.java8API.enabled", "true");
        // Data files of other writers than Spark have Gregorian dates; Spark 3 refuses those before 1582 (times before
        // 1900) unless told so.
        settings.put("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
        settings.put("spark.ui.showConsoleProgress", "false");
        settings.putAll(LogStores.settings());
        return settings;
    }

    /** What {@code --lake} fixes. */
    public static Map<String, String> lake(String uri) {
        return Map.of(LAKE_PATH, uri);
    }
}
