package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;

/** Fields as they are added to a table that has rows already: those rows have null there. */
final class NullableTypes {
    private NullableTypes() {}

    static StructField field(StructField field) {
        return new StructField(
                field.getName(), type(field.getDataType()), true, ColumnMapping.without(field.getMetadata()));
    }

    private static DataType type(DataType type) {
        if (type instanceof StructType struct) {
            return new StructType(
                    struct.fields().stream().map(NullableTypes::field).toList());
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(type(array.getElementType()), true);
        }
        if (type instanceof MapType map) {
            return new MapType(type(map.getKeyType()), type(map.getValueType()), true);
        }
        return type;
    }
}
