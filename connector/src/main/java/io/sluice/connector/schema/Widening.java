package io.sluice.connector.schema;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.TimestampNTZType;
import java.util.Optional;

/** Which columns of a table may change their type (protocol, "Type Widening"). */
public enum Widening {
    /** The table has no type widening. */
    NONE,
    /** Numbers; DATE to TIMESTAMP_NTZ not, since the table lacks the feature timestampNtz. */
    NUMBERS,
    /** Whatever the protocol has. */
    ALL;

    /** Whether a column may change from one type to another one. */
    boolean allows(DataType from, DataType to) {
        if (this == NONE) {
            return false;
        }
        int rank = Types.integerRank(from);
        if (to instanceof DoubleType) {
            return from instanceof FloatType || (rank > 0 && rank < 4);
        }
        if (to instanceof DecimalType wide) {
            return Types.asDecimal(from).filter(narrow -> allows(narrow, wide)).isPresent();
        }
        if (to instanceof TimestampNTZType) {
            return this == ALL && from instanceof DateType;
        }
        return rank > 0 && rank < Types.integerRank(to);
    }

    private static boolean allows(DecimalType narrow, DecimalType wide) {
        int scale = wide.getScale() - narrow.getScale();
        return scale >= 0 && wide.getPrecision() - narrow.getPrecision() >= scale;
    }

    /**
     * The type that a column has to become to hold values of another type besides its own.
     *
     * @return empty when it may become none that does, or is it already
     */
    public Optional<DataType> wider(DataType column, DataType values) {
        if (this == NONE) {
            return Optional.empty();
        }
        Optional<DataType> merged = values instanceof TimestampNTZType && column instanceof DateType
                ? Optional.of(values)
                : TypeMerge.merge(column, values);
        return merged.filter(type -> allows(column, type));
    }
}
