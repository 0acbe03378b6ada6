package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TypeChange;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One walk down a table's schema beside a batch's. Returns the table's own instances wherever nothing changes. */
final class SchemaComparison {
    private final boolean mayAdd;
    private final Widening widening;
    private String refusal;

    SchemaComparison(boolean mayAdd, Widening widening) {
        this.mayAdd = mayAdd;
        this.widening = widening;
    }

    /** The first thing that cannot be; null when all can. */
    String refusal() {
        return refusal;
    }

    StructType table(StructType table, StructType batch) {
        if (table.length() > 0) {
            for (StructField field : batch.fields()) {
                refuseLateMetadata(table, field);
            }
        }
        return struct(table, batch, "");
    }

    /** A key that is a struct has the columns that keys have, and may come with the first one. */
    private void refuseLateMetadata(StructType table, StructField field) {
        String name = field.getName();
        String key = ColumnNames.key(name);
        if (MetadataColumn.names(key)
                && !(field.getDataType() instanceof StructType)
                && table.fieldNames().stream()
                        .noneMatch(column -> ColumnNames.key(column).equals(key))) {
            refuse(
                    "Column '" + name
                            + "' is not in the table, and cannot come late: the record's coordinates stand first, where Delta keeps"
                            + " statistics of them. Take it out of metadata.columns, add it with ALTER TABLE … ADD COLUMNS, or land in a new table.");
        }
    }

    private StructType struct(StructType table, StructType batch, String path) {
        List<StructField> fields = new ArrayList<>(table.fields());
        Map<String, Integer> byKey = new HashMap<>();
        for (int i = 0; i < table.length(); i++) {
            byKey.put(ColumnNames.key(table.at(i).getName()), i);
        }
        Map<String, String> seen = new HashMap<>();
        for (StructField wanted : batch.fields()) {
            String key = ColumnNames.key(wanted.getName());
            String first = seen.putIfAbsent(key, wanted.getName());
            Integer ordinal = byKey.get(key);
            if (first != null) {
                refuse("Columns '" + path + first + "' and '" + path + wanted.getName()
                        + "' of the batch differ by case only," + " which Delta ignores. Rename one of the fields.");
            } else if (ordinal == null) {
                fields.add(added(wanted, path));
            } else {
                fields.set(ordinal, field(fields.get(ordinal), wanted.getDataType(), path + wanted.getName()));
            }
        }
        refuseMissing(table, seen, path);
        return fields.equals(table.fields()) ? table : new StructType(fields);
    }

    private void refuseMissing(StructType table, Map<String, String> present, String path) {
        for (StructField field : table.fields()) {
            if (!field.isNullable() && !present.containsKey(ColumnNames.key(field.getName()))) {
                refuse("Column '" + path + field.getName()
                        + "' of the table is NOT NULL, and the batch has no values for it. Have the"
                        + " producers send it, set schema.evolution=add-and-widen, or drop the constraint with ALTER TABLE …"
                        + " ALTER COLUMN … DROP NOT NULL.");
            }
        }
    }

    private StructField added(StructField wanted, String path) {
        if (!mayAdd) {
            refuse("Column '" + path + wanted.getName() + "' " + DdlSchema.toDdl(wanted.getDataType())
                    + " is not in the table, and"
                    + " schema.evolution=none. Set schema.evolution=add, or add it with ALTER TABLE … ADD COLUMNS.");
        }
        return NullableTypes.field(wanted);
    }

    private StructField field(StructField table, DataType wanted, String path) {
        DataType type = table.getDataType();
        if (type instanceof StructType struct && wanted instanceof StructType batch) {
            return replaced(table, struct(struct, batch, path + "."));
        }
        if (type instanceof ArrayType array && wanted instanceof ArrayType batch) {
            StructField element = field(array.getElementField(), batch.getElementType(), path + ".element");
            return element.equals(array.getElementField()) ? table : table.withDataType(new ArrayType(element));
        }
        if (type instanceof MapType map && wanted instanceof MapType batch) {
            StructField key = field(map.getKeyField(), batch.getKeyType(), path + ".key");
            StructField value = field(map.getValueField(), batch.getValueType(), path + ".value");
            return key.equals(map.getKeyField()) && value.equals(map.getValueField())
                    ? table
                    : table.withDataType(new MapType(key, value));
        }
        return sameScalar(type, wanted) ? table : widened(table, wanted, path);
    }

    private static boolean sameScalar(DataType table, DataType wanted) {
        // A collation is the table's own, and no other bytes.
        return table.equals(wanted) || (table instanceof StringType && wanted instanceof StringType);
    }

    private static StructField replaced(StructField field, DataType type) {
        return type.equals(field.getDataType()) ? field : field.withDataType(type);
    }

    private StructField widened(StructField table, DataType wanted, String path) {
        DataType type = table.getDataType();
        if (!widening.allows(type, wanted)) {
            boolean wider = Widening.ALL.allows(type, wanted);
            refuse("Column '" + path + "' is " + DdlSchema.toDdl(type) + " in the table and " + DdlSchema.toDdl(wanted)
                    + " in the batch. "
                    + (wider
                            ? "To widen it, set schema.evolution=add-and-widen, and delta.enableTypeWidening=true on a table with the feature typeWidening."
                            : "Have the producers send the table's type, or land in a new table."));
            return table;
        }
        List<TypeChange> changes = new ArrayList<>(table.getTypeChanges());
        changes.add(new TypeChange(type, wanted));
        return table.withDataType(wanted).withTypeChanges(changes);
    }

    private void refuse(String why) {
        if (refusal == null) {
            refusal = why;
        }
    }
}
