package io.sluice.connector.column;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.ColumnNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The types that columns have before any value: the table's, and then what {@code value.schema} says of fields that the table lacks. */
final class TypeHints {
    private TypeHints() {}

    /** @return the first schema's fields as they are, and those that only the second has, in structs within structs too */
    static StructType merge(StructType first, StructType second) {
        Map<String, StructField> fields = new LinkedHashMap<>();
        for (StructField field : first.fields()) {
            fields.put(ColumnNames.key(field.getName()), field);
        }
        for (StructField field : second.fields()) {
            fields.merge(
                    ColumnNames.key(field.getName()),
                    field,
                    (a, b) -> new StructField(
                            a.getName(), merge(a.getDataType(), b.getDataType()), a.isNullable(), a.getMetadata()));
        }
        return new StructType(fields.values().stream().toList());
    }

    private static DataType merge(DataType first, DataType second) {
        if (first instanceof StructType a && second instanceof StructType b) {
            return merge(a, b);
        }
        if (first instanceof ArrayType a && second instanceof ArrayType b) {
            return new ArrayType(merge(a.getElementType(), b.getElementType()), a.containsNull());
        }
        if (first instanceof MapType a && second instanceof MapType b) {
            return new MapType(a.getKeyType(), merge(a.getValueType(), b.getValueType()), a.isValueContainsNull());
        }
        return first;
    }

    /** The schema without the columns of these keys. */
    static StructType without(StructType schema, Set<String> keys) {
        return new StructType(schema.fields().stream()
                .filter(field -> !keys.contains(ColumnNames.key(field.getName())))
                .toList());
    }
}
