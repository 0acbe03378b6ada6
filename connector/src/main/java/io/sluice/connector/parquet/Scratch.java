package io.sluice.connector.parquet;

import java.util.Arrays;

/** What the columns of a batch use one after the other: memory that each had for itself would grow with their number. */
final class Scratch {
    /** For the distinct numbers of the chunk in hand. */
    final LongTable table = new LongTable();

    final DeltaRuns runs = new DeltaRuns();
    private final long[] gathered;
    private long[] lengths = {};
    private int[] order = {};

    /** @param step how many values a dictionary is asked for at once, at most */
    Scratch(int step) {
        gathered = new long[step];
    }

    /** As many as a dictionary is asked for at once. */
    long[] gathered() {
        return gathered;
    }

    /** At least so many; what they hold is left from before. */
    long[] lengths(int count) {
        if (lengths.length < count) {
            lengths = new long[count];
        }
        return lengths;
    }

    /** The numbers 0, 1, 2 …, at least so many. */
    int[] order(int count) {
        if (order.length < count) {
            order = new int[Math.max(count, 2 * order.length)];
            Arrays.setAll(order, i -> i);
        }
        return order;
    }
}
