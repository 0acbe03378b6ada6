package io.sluice.connector.partition;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.StringType;

/** The values of a scalar column whose column in the table is STRING. */
record TextValues(PartitionValues values) implements PartitionValues {
    @Override
    public int ordinal(int row) {
        return values.ordinal(row);
    }

    @Override
    public Literal literal(int ordinal) {
        Literal literal = values.literal(ordinal);
        return literal.getValue() == null
                ? Literal.ofNull(StringType.STRING)
                : Literal.ofString(Directories.text(literal));
    }
}
