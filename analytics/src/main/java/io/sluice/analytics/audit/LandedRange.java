package io.sluice.analytics.audit;

import java.util.Map;

/**
 * What one commit recorded of one partition in {@code commitInfo.operationParameters.offsets}.
 *
 * @param version the commit's version
 * @param start first offset, inclusive
 * @param next end, exclusive: the {@code txn} version of the same commit
 * @param rows landed as rows of this table
 * @param dropped by cause, because the connector's settings asked for it
 * @param deadLettered sent to the dead letters
 */
record LandedRange(
        long version,
        SourcePartition partition,
        long start,
        long next,
        long rows,
        Map<String, Long> dropped,
        long deadLettered) {
    LandedRange {
        dropped = Map.copyOf(dropped);
    }

    /** Offsets without a row whose reason is recorded. */
    long explained() {
        return dropped.values().stream().mapToLong(Long::longValue).sum() + deadLettered;
    }

    /** Offsets that never reached the sink: compaction, transaction markers, an SMT's filter, another table of the same connector. */
    long unexplained() {
        return next - start - rows - explained();
    }
}
