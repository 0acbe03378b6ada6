package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The narrowest type for the values of two, for the columns of one buffer: BIGINT and DOUBLE are DOUBLE, a scalar and STRING are STRING,
 * integers and decimals the wider one, structs are merged by field, arrays and maps by what they hold. It knows types alone: whether each
 * BIGINT is exact in a DOUBLE is for whoever holds the values. The order of the arguments decides only the order and the spelling of
 * fields.
 */
public final class TypeMerge {
    private TypeMerge() {}

    /** @return the type of both; empty when there is none, and the later value has to be rescued */
    public static Optional<DataType> merge(DataType a, DataType b) {
        if (a.equals(b)) {
            return Optional.of(a);
        }
        if (a instanceof StructType left && b instanceof StructType right) {
            return struct(left, right).map(DataType.class::cast);
        }
        if (a instanceof ArrayType left && b instanceof ArrayType right) {
            return merge(left.getElementType(), right.getElementType())
                    .map(element -> new ArrayType(element, left.containsNull() || right.containsNull()));
        }
        if (a instanceof MapType left && b instanceof MapType right) {
            return map(left, right);
        }
        return a.isNested() || b.isNested() ? Optional.empty() : scalar(a, b);
    }

    private static Optional<StructType> struct(StructType a, StructType b) {
        Map<String, StructField> fields = new LinkedHashMap<>();
        for (StructField field : a.fields()) {
            fields.put(ColumnNames.key(field.getName()), nullable(field));
        }
        for (StructField field : b.fields()) {
            StructField first = fields.putIfAbsent(ColumnNames.key(field.getName()), nullable(field));
            if (first != null) {
                Optional<DataType> type = merge(first.getDataType(), field.getDataType());
                if (type.isEmpty()) {
                    return Optional.empty();
                }
                fields.put(ColumnNames.key(field.getName()), first.withDataType(type.get()));
            }
        }
        return Optional.of(new StructType(fields.values().stream().toList()));
    }

    private static StructField nullable(StructField field) {
        return new StructField(field.getName(), field.getDataType(), true, field.getMetadata());
    }

    private static Optional<DataType> map(MapType a, MapType b) {
        return key(a.getKeyType(), b.getKeyType()).flatMap(key -> merge(a.getValueType(), b.getValueType())
                .map(value -> new MapType(key, value, a.isValueContainsNull() || b.isValueContainsNull())));
    }

    /** Two keys of one map may not become one: 2^53 and 2^53 + 1 are the same DOUBLE. */
    private static Optional<DataType> key(DataType a, DataType b) {
        boolean exact = a.equals(b)
                || a instanceof StringType
                || b instanceof StringType
                || (Types.isInteger(a) && Types.isInteger(b));
        return exact ? merge(a, b) : Optional.empty();
    }

    private static Optional<DataType> scalar(DataType a, DataType b) {
        if (a instanceof StringType) {
            return Optional.of(a);
        }
        if (b instanceof StringType) {
            return Optional.of(b);
        }
        if (Types.isInteger(a) && Types.isInteger(b)) {
            return Optional.of(Types.integerRank(a) > Types.integerRank(b) ? a : b);
        }
        if (isBinaryNumber(a) && isBinaryNumber(b)) {
            return Optional.of(DoubleType.DOUBLE);
        }
        return decimal(a, b);
    }

    private static boolean isBinaryNumber(DataType type) {
        return Types.isInteger(type) || type instanceof FloatType || type instanceof DoubleType;
    }

    private static Optional<DataType> decimal(DataType a, DataType b) {
        Optional<DecimalType> left = Types.asDecimal(a);
        Optional<DecimalType> right = Types.asDecimal(b);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        int scale = Math.max(left.get().getScale(), right.get().getScale());
        int whole = Math.max(
                left.get().getPrecision() - left.get().getScale(),
                right.get().getPrecision() - right.get().getScale());
        return whole + scale > 38 ? Optional.empty() : Optional.of(new DecimalType(whole + scale, scale));
    }
}
