package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StructType;
import java.util.Optional;

/** What several decisions ask of a type. */
final class Types {
    private Types() {}

    static boolean isInteger(DataType type) {
        return integerRank(type) > 0;
    }

    /** 1 to 4 for BYTE to LONG, 0 for what is no integer. */
    static int integerRank(DataType type) {
        if (type instanceof ByteType) {
            return 1;
        }
        if (type instanceof ShortType) {
            return 2;
        }
        if (type instanceof IntegerType) {
            return 3;
        }
        return type instanceof LongType ? 4 : 0;
    }

    static boolean containsMap(DataType type) {
        if (type instanceof ArrayType array) {
            return containsMap(array.getElementType());
        }
        if (type instanceof StructType struct) {
            return struct.fields().stream().anyMatch(field -> containsMap(field.getDataType()));
        }
        return type instanceof MapType;
    }

    /** A decimal as it is, and an integer as the decimal into which Delta widens it (protocol, "Type Widening"): 10 digits, LONG 20. */
    static Optional<DecimalType> asDecimal(DataType type) {
        if (type instanceof DecimalType decimal) {
            return Optional.of(decimal);
        }
        return switch (integerRank(type)) {
            case 0 -> Optional.empty();
            case 4 -> Optional.of(new DecimalType(20, 0));
            default -> Optional.of(new DecimalType(10, 0));
        };
    }
}
