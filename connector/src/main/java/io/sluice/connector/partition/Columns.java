package io.sluice.connector.partition;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.ColumnNames;

/** Columns by name, whatever the case. */
final class Columns {
    private Columns() {}

    /** Null when there is none. */
    static StructField find(StructType schema, String name) {
        int exact = schema.indexOf(name);
        if (exact >= 0) {
            return schema.at(exact);
        }
        String key = ColumnNames.key(name);
        for (StructField field : schema.fields()) {
            if (ColumnNames.key(field.getName()).equals(key)) {
                return field;
            }
        }
        return null;
    }
}
