package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Whose offsets the table's {@code txn} rows are, and what to do where they and Kafka part.
 *
 * @param namespace default: the connector's name
 * @param sourceId names the Kafka cluster
 * @param allowSharedSource lands although the table holds another namespace's offsets of the same source
 * @param admin {@code source.admin.*} without the prefix; values are secrets until proven otherwise and never printed. Empty: Kafka is
 *     not asked
 */
public record SourceSettings(
        String namespace,
        String sourceId,
        boolean allowSharedSource,
        OffsetGap offsetGap,
        StartWithoutLakeOffset startWithoutLakeOffset,
        Map<String, String> admin) {
    public SourceSettings {
        requireNonNull(namespace, "namespace is null");
        requireNonNull(sourceId, "sourceId is null");
        requireNonNull(offsetGap, "offsetGap is null");
        requireNonNull(startWithoutLakeOffset, "startWithoutLakeOffset is null");
        admin = Map.copyOf(admin);
    }

    /** What {@code offset.gap} does when Kafka no longer has what the lake expects next. */
    public enum OffsetGap {
        FAIL,
        EARLIEST,
        LATEST
    }

    /** Where {@code start.without.lake.offset} starts a partition that the group has read and no table holds. */
    public enum StartWithoutLakeOffset {
        FAIL,
        GROUP,
        EARLIEST
    }

    @Override
    public String toString() {
        return "SourceSettings[namespace=" + namespace + ", sourceId=" + sourceId + ", allowSharedSource="
                + allowSharedSource + ", offsetGap=" + offsetGap + ", startWithoutLakeOffset=" + startWithoutLakeOffset
                + ", admin=" + admin.keySet() + "]";
    }
}
