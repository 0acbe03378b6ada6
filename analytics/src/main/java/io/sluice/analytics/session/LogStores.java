package io.sluice.analytics.session;

import io.sluice.analytics.error.JobException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.RuntimeConfig;

/** What commits go through, by scheme: Delta's own loses commits there when two writers meet. */
public final class LogStores {
    private static final String LOCAL = "io.sluice.storage.LocalLogStore";
    private static final String S3 = "io.sluice.storage.S3LogStore";
    private static final Map<String, String> BY_SCHEME = Map.of("file", LOCAL, "s3a", S3, "s3", S3, "s3n", S3);

    private LogStores() {}

    static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        BY_SCHEME.forEach((scheme, store) -> settings.put(key(scheme), store));
        return settings;
    }

    /**
     * The connector's commits and those of another store do not see each other's arbitration.
     *
     * @throws JobException the configuration names another store for one of these schemes
     */
    public static void requireOurs(RuntimeConfig conf) {
        BY_SCHEME.forEach((scheme, store) -> {
            String configured = conf.get(key(scheme), store);
            if (!configured.equals(store)) {
                throw new JobException(
                        "Cannot work on a lake beside the connector",
                        key(scheme) + " is " + configured
                                + ", and a commit through it may replace one of the connector's",
                        "Leave it out, or set it to " + store);
            }
        });
    }

    private static String key(String scheme) {
        return "spark.delta.logStore." + scheme + ".impl";
    }
}
