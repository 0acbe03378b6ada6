package io.sluice.connector.offset;

import java.util.HashMap;
import java.util.Map;

/** Counts what a filling batch does with one partition's offsets, in the order in which Kafka delivers them. */
public final class RangeBuilder {
    private static final long NONE = Long.MAX_VALUE;

    private final Map<String, Long> dropped = new HashMap<>();
    /** The first of them; {@link #NONE} while there is none. Taken as the least: to ask whether it is the first would cost each record a branch. */
    private long start = NONE;

    private long next;
    private long rows;
    private long deadLettered;
    private long rescued;

    public void landed(long offset, long rescuedRows) {
        rows++;
        rescued += rescuedRows;
        covered(offset);
    }

    public void dropped(long offset, String cause) {
        dropped.merge(cause, 1L, Long::sum);
        covered(offset);
    }

    public void deadLettered(long offset) {
        deadLettered++;
        covered(offset);
    }

    private void covered(long offset) {
        start = Math.min(start, offset);
        next = offset + 1;
    }

    public boolean isEmpty() {
        return start == NONE;
    }

    /** Of a range that is not empty. */
    public long start() {
        return start;
    }

    /** @param held what the table holds: a late row below it moves nothing back */
    public OffsetRange build(long held) {
        return new OffsetRange(start, Math.max(next, held), rows, dropped, deadLettered, rescued);
    }
}
