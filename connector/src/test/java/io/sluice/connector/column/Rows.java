package io.sluice.connector.column;

import java.util.Map;

/** Opens a buffer's rows to tests of other packages. */
public final class Rows {
    private Rows() {}

    /** A row's value by its fields' own names, nulls left out. */
    public static Map<String, Object> value(ColumnBuffer buffer, int row) {
        return buffer.value(row);
    }
}
