package io.sluice.connector.schema;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;

/** Delta's type widening (protocol, "Type Widening", without DATE to TIMESTAMP_NTZ). */
final class TypeWidening {
    private TypeWidening() {}

    /** Whether a column may change from one type to another one. */
    static boolean allows(DataType from, DataType to) {
        int rank = Types.integerRank(from);
        if (to instanceof DoubleType) {
            return from instanceof FloatType || (rank > 0 && rank < 4);
        }
        if (to instanceof DecimalType wide) {
            return Types.asDecimal(from).filter(narrow -> allows(narrow, wide)).isPresent();
        }
        return rank > 0 && rank < Types.integerRank(to);
    }

    private static boolean allows(DecimalType narrow, DecimalType wide) {
        int scale = wide.getScale() - narrow.getScale();
        return scale >= 0 && wide.getPrecision() - narrow.getPrecision() >= scale;
    }
}
