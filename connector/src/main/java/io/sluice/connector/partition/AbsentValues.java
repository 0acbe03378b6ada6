package io.sluice.connector.partition;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;

/** A partition column of the table that no row of the batch has: all null. */
record AbsentValues(DataType type) implements PartitionValues {
    @Override
    public int ordinal(int row) {
        return 0;
    }

    @Override
    public Literal literal(int ordinal) {
        return Literal.ofNull(type);
    }
}
