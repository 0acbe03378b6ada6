package io.sluice.connector.offset;

import java.util.HashMap;
import java.util.Map;

/** Counts what a filling batch does with one partition's offsets, in the order in which Kafka delivers them. */
public final class RangeBuilder {
    private final long start;
    private final Map<String, Long> dropped = new HashMap<>();
    private long next;
    private long rows;
    private long deadLettered;
    private long rescued;

    /** @param start the first offset of the range */
    public RangeBuilder(long start) {
        this.start = start;
        this.next = start;
    }

    public void landed(long offset, long rescuedRows) {
        rows++;
        rescued += rescuedRows;
        next = offset + 1;
    }

    public void dropped(long offset, String cause) {
        dropped.merge(cause, 1L, Long::sum);
        next = offset + 1;
    }

    public void deadLettered(long offset) {
        deadLettered++;
        next = offset + 1;
    }

    public long start() {
        return start;
    }

    /** @param held what the table holds: a late row below it moves nothing back */
    public OffsetRange build(long held) {
        return new OffsetRange(start, Math.max(next, held), rows, dropped, deadLettered, rescued);
    }
}
