package io.sluice.connector.lake;

import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.ColumnMapping;
import java.util.Map;
import java.util.UUID;

/**
 * Gives new columns of a table with column mapping their ids and names in files (protocol, "Writer Requirements for Column Mapping"). Kernel
 * names a column that is added to a table in files as it is called, which may be what a column that was dropped is called in files that are
 * still there: its old values would come back. So each name is a new one.
 */
final class MappedColumns {
    private static final String MAX_ID = "delta.columnMapping.maxColumnId";

    private long maxId;

    private MappedColumns(long maxId) {
        this.maxId = maxId;
    }

    /** The metadata with a schema, whose new columns are named and numbered where the table asks for that. */
    static Metadata withSchema(Metadata metadata, StructType schema) {
        Map<String, String> properties = metadata.getConfiguration();
        if (!ColumnMapping.isOn(properties)) {
            return metadata.withNewSchema(schema);
        }
        // The property counts ids of columns that were dropped, too; the schema is asked in case a writer forgot it.
        long given = Math.max(Long.parseLong(properties.getOrDefault(MAX_ID, "0")), maxId(schema));
        MappedColumns columns = new MappedColumns(given);
        StructType mapped = columns.struct(schema);
        return metadata.withNewSchema(mapped).withMergedConfiguration(Map.of(MAX_ID, Long.toString(columns.maxId)));
    }

    /** Whether each column, nested ones too, has an id and a name in files. */
    static boolean areWhole(DataType type) {
        if (type instanceof StructType struct) {
            return struct.fields().stream()
                    .allMatch(field -> ColumnMapping.isMapped(field) && areWhole(field.getDataType()));
        }
        if (type instanceof ArrayType array) {
            return areWhole(array.getElementType());
        }
        return !(type instanceof MapType map) || (areWhole(map.getKeyType()) && areWhole(map.getValueType()));
    }

    private static long maxId(DataType type) {
        if (type instanceof StructType struct) {
            long max = 0;
            for (StructField field : struct.fields()) {
                long own = ColumnMapping.isMapped(field) ? ColumnMapping.id(field) : 0;
                max = Math.max(max, Math.max(own, maxId(field.getDataType())));
            }
            return max;
        }
        if (type instanceof ArrayType array) {
            return maxId(array.getElementType());
        }
        return type instanceof MapType map ? Math.max(maxId(map.getKeyType()), maxId(map.getValueType())) : 0;
    }

    private StructType struct(StructType struct) {
        return new StructType(struct.fields().stream().map(this::field).toList());
    }

    private StructField field(StructField field) {
        StructField named = ColumnMapping.isMapped(field)
                ? field
                : field.withNewMetadata(FieldMetadata.builder()
                        .fromMetadata(field.getMetadata())
                        .putLong(ColumnMapping.ID, ++maxId)
                        .putString(ColumnMapping.PHYSICAL_NAME, "col-" + UUID.randomUUID())
                        .build());
        DataType type = type(field.getDataType());
        return type.equals(field.getDataType()) ? named : named.withDataType(type);
    }

    private DataType type(DataType type) {
        if (type instanceof StructType struct) {
            return struct(struct);
        }
        if (type instanceof ArrayType array) {
            StructField element = array.getElementField();
            return new ArrayType(element.withDataType(type(element.getDataType())));
        }
        return type instanceof MapType map
                ? new MapType(
                        map.getKeyField().withDataType(type(map.getKeyType())),
                        map.getValueField().withDataType(type(map.getValueType())))
                : type;
    }
}
