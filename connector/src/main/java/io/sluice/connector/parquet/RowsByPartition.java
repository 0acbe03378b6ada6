package io.sluice.connector.parquet;

import io.sluice.connector.partition.Partitioning;
import io.sluice.connector.partition.RowInts;
import java.util.Arrays;

/** The rows of each partition, ascending: one array, sorted by counting. */
final class RowsByPartition {
    /** Null when there is one partition. */
    private final int[] sorted;

    private final int[] ends;

    /** @param numbers hold the result, and so are not to be used as long as it is */
    RowsByPartition(Partitioning partitioning, int rows, RowInts numbers) {
        int[] ordinals = partitioning.ordinals();
        if (ordinals == null) {
            sorted = null;
            ends = new int[] {rows};
            return;
        }
        ends = new int[partitioning.keys().size()];
        for (int row = 0; row < rows; row++) {
            ends[ordinals[row]]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] next = new int[ends.length];
        System.arraycopy(ends, 0, next, 1, ends.length - 1);
        sorted = numbers.array(rows);
        for (int row = 0; row < rows; row++) {
            sorted[next[ordinals[row]]++] = row;
        }
    }

    /** @return by position; null when there is one partition: position and row are the same */
    int[] rows() {
        return sorted;
    }

    /** The partition's first position. */
    int start(int partition) {
        return partition == 0 ? 0 : ends[partition - 1];
    }

    int end(int partition) {
        return ends[partition];
    }
}
