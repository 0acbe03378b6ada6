package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The schema of files on disk against their table's. */
final class WrittenFiles {
    private WrittenFiles() {}

    static Optional<String> obstacle(StructType file, StructType table, Collection<String> partitionColumns) {
        Set<String> present = new HashSet<>(partitionColumns);
        file.fieldNames().forEach(present::add);
        return Optional.ofNullable(struct(file, table, present, ""));
    }

    private static String struct(StructType file, StructType table, Set<String> present, String path) {
        for (StructField field : file.fields()) {
            // By exact name: readers look columns up in files by the name that the table has, or that it maps to.
            int ordinal = table.indexOf(field.getName());
            String problem = ordinal < 0 || !mappedAlike(field, table.at(ordinal))
                    ? "column '" + path + field.getName() + "' is no longer in the table"
                    : field(field, table.at(ordinal), path + field.getName());
            if (problem != null) {
                return problem;
            }
        }
        for (StructField field : table.fields()) {
            if (!field.isNullable() && !present.contains(field.getName())) {
                return "column '" + path + field.getName() + "' is now NOT NULL, and the files do not have it";
            }
        }
        return null;
    }

    /** A column that was dropped and added again, or renamed and its name given to another, is another one. */
    private static boolean mappedAlike(StructField file, StructField table) {
        return ColumnMapping.physicalName(file).equals(ColumnMapping.physicalName(table));
    }

    private static String field(StructField file, StructField table, String path) {
        if (file.isNullable() && !table.isNullable()) {
            return "column '" + path + "' is now NOT NULL, and the files may have nulls in it";
        }
        DataType written = file.getDataType();
        DataType now = table.getDataType();
        if (written instanceof StructType a && now instanceof StructType b) {
            return struct(a, b, Set.copyOf(a.fieldNames()), path + ".");
        }
        if (written instanceof ArrayType a && now instanceof ArrayType b) {
            return field(a.getElementField(), b.getElementField(), path + ".element");
        }
        if (written instanceof MapType a && now instanceof MapType b) {
            String key = field(a.getKeyField(), b.getKeyField(), path + ".key");
            return key != null ? key : field(a.getValueField(), b.getValueField(), path + ".value");
        }
        return written.equals(now)
                ? null
                : "column '" + path + "' is " + DdlSchema.toDdl(written) + " in the files, and now "
                        + DdlSchema.toDdl(now);
    }
}
