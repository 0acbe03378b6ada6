package io.sluice.connector.column;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.error.RecordError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Columns of a table that are NOT NULL, and fields of its structs: in every row in which the struct is. Within arrays and maps Delta enforces
 * no NOT NULL.
 */
@SuppressWarnings(
        "ReferenceEquality") // The same instance: nothing changed. Kernel's equals() takes twice the time for each
// level of nesting.
final class Required {
    private final List<Field> fields = new ArrayList<>();

    /** @param topLevel the rows' columns by name; null for none */
    Required(StructType table, Function<String, Field> topLevel) {
        add(table, topLevel);
    }

    private void add(StructType struct, Function<String, Field> columns) {
        for (StructField field : struct.fields()) {
            Field own = columns.apply(field.getName());
            if (own != null && !field.isNullable()) {
                fields.add(own);
            }
            if (own != null
                    && field.getDataType() instanceof StructType type
                    && own.node() instanceof StructNode nested) {
                add(type, nested::column);
            }
        }
    }

    /** @throws RecordError the row lacks one */
    void check(int row) throws RecordError {
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            // The record's coordinates are part of nothing.
            if (!field.has(row) && (field.parent() == null || field.parent().has(row))) {
                throw Mismatch.required(field);
            }
        }
    }

    /**
     * A table's schema without the NOT NULL that the rows break, and arrays and maps that have nulls now as such: a reader that believed the
     * schema would not look.
     *
     * @param topLevel the rows' columns by {@link io.sluice.connector.schema.ColumnNames#key}; null for none
     * @return the same instance when they break none
     */
    static StructType relaxed(StructType table, Function<String, Node> topLevel, int rows) {
        return relaxed(table, topLevel, rows, true);
    }

    /** Whether the rows break none that Delta enforces. */
    static boolean holds(StructType table, Function<String, Node> topLevel, int rows) {
        return relaxed(table, topLevel, rows, false) == table;
    }

    private static StructType relaxed(StructType struct, Function<String, Node> columns, int slots, boolean deep) {
        List<StructField> fields = new ArrayList<>();
        boolean changed = false;
        for (StructField field : struct.fields()) {
            StructField relaxed = relaxed(field, columns.apply(field.getName()), slots, deep);
            changed |= relaxed != field;
            fields.add(relaxed);
        }
        return changed ? new StructType(fields) : struct;
    }

    /** @param slots in which the field could have a value */
    private static StructField relaxed(StructField field, Node node, int slots, boolean deep) {
        int count = node == null ? 0 : node.count();
        DataType type = node == null ? field.getDataType() : relaxed(field.getDataType(), node, count, deep);
        StructField typed = type == field.getDataType() ? field : field.withDataType(type);
        boolean breaks = !field.isNullable() && count < slots;
        return breaks
                ? new StructField(typed.getName(), type, true, typed.getMetadata())
                        .withTypeChanges(typed.getTypeChanges())
                : typed;
    }

    private static DataType relaxed(DataType type, Node node, int count, boolean deep) {
        if (type instanceof StructType struct && node instanceof StructNode own) {
            return relaxed(struct, name -> node(own.column(name)), count, deep);
        }
        if (deep && type instanceof ArrayType array && node instanceof ListNode list) {
            StructField element = array.getElementField();
            StructField relaxed =
                    relaxed(element, list.element().node(), list.ranges().elements(), true);
            return relaxed == element ? type : new ArrayType(relaxed);
        }
        if (deep && type instanceof MapType map && node instanceof MapNode own) {
            StructField value = map.getValueField();
            StructField relaxed =
                    relaxed(value, own.value().node(), own.ranges().elements(), true);
            return relaxed == value ? type : new MapType(map.getKeyField(), relaxed);
        }
        return type;
    }

    private static Node node(Field field) {
        return field == null ? null : field.node();
    }
}
