package io.sluice.analytics.audit;

import java.util.List;
import java.util.Map;

/**
 * One version of a table's log, as far as an audit needs it.
 *
 * @param operation as commitInfo names it; empty when the commit has no commitInfo
 * @param metrics commitInfo's operationMetrics
 * @param ranges what it recorded as landed; empty when it is no landing
 * @param txns next offset by partition, from the {@code txn} actions of Sluice's in the same commit
 * @param addedRows rows of the added files by their statistics; -1 when a file has none
 * @param change what its {@code remove} actions say of the table's rows
 * @param gaps partitions whose next offset it moved over a gap in Kafka, as {@code offset.gap} said, with the cause
 * @param unreadable the recorded offsets were there, but are not of the form that this version knows
 */
record Commit(
        long version,
        String operation,
        Map<String, String> metrics,
        List<LandedRange> ranges,
        Map<SourcePartition, Long> txns,
        long addedRows,
        Change change,
        boolean unreadable,
        Map<SourcePartition, String> gaps) {

    /** ADDS: no file was removed. REWRITES: files were replaced, the rows claimed to be the same. REMOVES: rows may have gone. */
    enum Change {
        ADDS,
        REWRITES,
        REMOVES
    }

    Commit {
        metrics = Map.copyOf(metrics);
        ranges = List.copyOf(ranges);
        txns = Map.copyOf(txns);
        gaps = Map.copyOf(gaps);
    }

    Commit(
            long version,
            String operation,
            Map<String, String> metrics,
            List<LandedRange> ranges,
            Map<SourcePartition, Long> txns,
            long addedRows,
            Change change,
            boolean unreadable) {
        this(version, operation, metrics, ranges, txns, addedRows, change, unreadable, Map.of());
    }

    boolean landing() {
        return !ranges.isEmpty();
    }

    /** Rows of this table that the commit recorded as landed. */
    long recordedRows() {
        return ranges.stream().mapToLong(LandedRange::rows).sum();
    }

    /** Rows that the operation says to have deleted, or -1 when its metrics do not say. */
    long deletedRows() {
        for (String name : List.of("numDeletedRows", "numTargetRowsDeleted")) {
            String value = metrics.get(name);
            if (value != null && value.matches("[0-9]{1,18}")) {
                return Long.parseLong(value);
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return (operation.isEmpty() ? "an unnamed operation" : operation) + " at version " + version;
    }
}
