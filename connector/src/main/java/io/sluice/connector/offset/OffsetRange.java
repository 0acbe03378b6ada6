package io.sluice.connector.offset;

import java.util.Map;

/**
 * What one batch did with one partition's offsets. A gap ({@code next - start} above all counts together) is Kafka's own: compaction,
 * transaction markers, or records that an SMT filtered before the task.
 *
 * @param start first offset, inclusive
 * @param next the {@code txn} version to be: next offset to land
 * @param rows landed as rows
 * @param dropped by cause, because the user asked for it
 * @param deadLettered reported to the dead letters
 * @param rescued rows that kept a part in {@code _rescued} when they were taken; fitting a batch again may rescue more
 */
public record OffsetRange(
        long start, long next, long rows, Map<String, Long> dropped, long deadLettered, long rescued) {
    public OffsetRange {
        dropped = Map.copyOf(dropped);
        if (start < 0 || next <= start) {
            throw new IllegalArgumentException("Offset range [" + start + ", " + next + ") is empty or negative");
        }
    }
}
