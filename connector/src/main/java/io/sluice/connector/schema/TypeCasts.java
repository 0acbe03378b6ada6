package io.sluice.connector.schema;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;

/** Which type can stand for which. */
final class TypeCasts {
    private TypeCasts() {}

    /** Whether the encoder writes values of one scalar type into a column of another. */
    static boolean fits(DataType from, DataType to, boolean mapKey) {
        if (from.equals(to)) {
            return true;
        }
        if (from.isNested() || to.isNested()) {
            return false;
        }
        // A key may not become another key: two BIGINTs can be one DOUBLE, while texts stay apart.
        return to instanceof StringType || (from instanceof LongType && to instanceof DoubleType && !mapKey);
    }

    /** Whether Delta's type widening lets a column change to another type (protocol, "Type Widening", without DATE to TIMESTAMP_NTZ). */
    static boolean widens(DataType from, DataType to) {
        int rank = Types.integerRank(from);
        if (to instanceof DoubleType) {
            return from instanceof FloatType || (rank > 0 && rank < 4);
        }
        if (to instanceof DecimalType wide) {
            return Types.asDecimal(from).filter(narrow -> widens(narrow, wide)).isPresent();
        }
        return rank > 0 && rank < Types.integerRank(to);
    }

    private static boolean widens(DecimalType narrow, DecimalType wide) {
        int scale = wide.getScale() - narrow.getScale();
        return scale >= 0 && wide.getPrecision() - narrow.getPrecision() >= scale;
    }
}
