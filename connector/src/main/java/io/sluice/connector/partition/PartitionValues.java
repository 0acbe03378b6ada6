package io.sluice.connector.partition;

import io.delta.kernel.expressions.Literal;

/** One partition column over the rows of a batch: numbers its distinct values 0, 1, 2 … in the order in which they first come. */
interface PartitionValues {
    /** The ordinal of a row's value. */
    int ordinal(int row);

    /** The value behind an ordinal. */
    Literal literal(int ordinal);
}
