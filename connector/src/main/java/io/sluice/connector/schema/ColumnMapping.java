package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Map;

/**
 * A table with column mapping knows its columns by an id, and files and statistics by a name that stays when a column is renamed (protocol,
 * "Column Mapping"). Both stand in the column's metadata.
 */
public final class ColumnMapping {
    /** A column's id. */
    public static final String ID = "delta.columnMapping.id";
    /** The name of a column in files, statistics and partition values. */
    public static final String PHYSICAL_NAME = "delta.columnMapping.physicalName";

    private static final String MODE = "delta.columnMapping.mode";

    private ColumnMapping() {}

    /** Whether a table with these properties maps its columns, by name or by id: what is written is the same. */
    public static boolean isOn(Map<String, String> tableProperties) {
        return !tableProperties.getOrDefault(MODE, "none").equals("none");
    }

    /** The column's name in files: its own where nothing maps it. */
    public static String physicalName(StructField column) {
        FieldMetadata metadata = column.getMetadata();
        return metadata.contains(PHYSICAL_NAME) ? metadata.getString(PHYSICAL_NAME) : column.getName();
    }

    /** Whether the column has an id and a name in files. */
    public static boolean isMapped(StructField column) {
        return column.getMetadata().contains(ID) && column.getMetadata().contains(PHYSICAL_NAME);
    }

    /** @throws IllegalArgumentException when it has none: ask {@link #isMapped} */
    public static int id(StructField column) {
        return Math.toIntExact(column.getMetadata().getLong(ID));
    }

    /** Metadata that says nothing of a mapping: a column that is added is another one than that which had the name before. */
    static FieldMetadata without(FieldMetadata metadata) {
        return metadata.contains(ID) || metadata.contains(PHYSICAL_NAME)
                ? FieldMetadata.builder()
                        .fromMetadata(metadata)
                        .remove(ID)
                        .remove(PHYSICAL_NAME)
                        .build()
                : metadata;
    }

    /** The same columns with nothing of a mapping; the same instance when there is none. */
    public static StructType without(StructType schema) {
        List<StructField> fields =
                schema.fields().stream().map(ColumnMapping::without).toList();
        return fields.equals(schema.fields()) ? schema : new StructType(fields);
    }

    private static StructField without(StructField field) {
        DataType type = without(field.getDataType());
        FieldMetadata metadata = without(field.getMetadata());
        StructField same = type.equals(field.getDataType()) ? field : field.withDataType(type);
        return metadata.equals(field.getMetadata()) ? same : same.withNewMetadata(metadata);
    }

    private static DataType without(DataType type) {
        if (type instanceof StructType struct) {
            return without(struct);
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(without(array.getElementField()));
        }
        return type instanceof MapType map
                ? new MapType(without(map.getKeyField()), without(map.getValueField()))
                : type;
    }
}
