package io.sluice.connector.schema;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.types.StructType;

/**
 * A table's columns and what they may become.
 *
 * @param columns with the partition columns; empty when there is no table yet
 */
public record TableSchema(StructType columns, Widening widening) {
    /** Of a table that is not there yet. */
    public static final TableSchema NONE = new TableSchema(new StructType(), Widening.NONE);

    public TableSchema {
        requireNonNull(columns, "columns is null");
        requireNonNull(widening, "widening is null");
    }
}
