package io.sluice.connector.partition;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;

/** The values of a scalar column whose column in the table is STRING. */
record TextValues(PartitionValues values) implements PartitionValues {
    @Override
    public int ordinal(int row) {
        return values.ordinal(row);
    }

    @Override
    public Literal literal(int ordinal) {
        Literal literal = values.literal(ordinal);
        if (literal.getValue() == null) {
            return Literal.ofNull(StringType.STRING);
        }
        // As a buffer turns a timestamp into text, so that one column does not hold two spellings.
        return Literal.ofString(
                literal.getDataType() instanceof TimestampType
                        ? CalendarValues.instant((long) literal.getValue()).toString()
                        : Directories.text(literal));
    }
}
