package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/**
 * Where the lake is.
 *
 * @param path root URI
 * @param hadoop {@code hadoop.*} without the prefix; values are secrets until proven otherwise and never printed
 * @param retryTimeout how long the lake may be away before the task fails
 */
public record LakeSettings(String path, Format format, Map<String, String> hadoop, Duration retryTimeout) {
    /** What a table is. */
    public enum Format {
        DELTA,
        /** Parquet files under a ledger of our own. */
        PARQUET
    }

    public LakeSettings {
        requireNonNull(path, "path is null");
        requireNonNull(format, "format is null");
        hadoop = Map.copyOf(hadoop);
        requireNonNull(retryTimeout, "retryTimeout is null");
    }

    public LakeSettings(String path, Map<String, String> hadoop, Duration retryTimeout) {
        this(path, Format.DELTA, hadoop, retryTimeout);
    }

    @Override
    public String toString() {
        return "LakeSettings[path=" + path + ", format=" + format + ", hadoop=" + hadoop.keySet() + ", retryTimeout="
                + retryTimeout + "]";
    }
}
