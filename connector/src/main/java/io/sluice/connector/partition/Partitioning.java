package io.sluice.connector.partition;

import java.util.List;

/**
 * The partition of every row of a batch.
 *
 * @param ordinals of the key of each row, and whatever follows; null when all rows have the one key
 * @param keys in the order in which they first occur; each is used by at least one row, unless there is no row at all
 */
@SuppressWarnings(
        "ArrayRecordComponent") // One int a row, read in the encoder's innermost loop; nobody compares partitionings.
public record Partitioning(int[] ordinals, List<PartitionKey> keys) {
    public Partitioning {
        keys = List.copyOf(keys);
        if (ordinals == null && keys.size() != 1) {
            throw new IllegalArgumentException("Rows of " + keys.size() + " partitions have no ordinals");
        }
    }
}
