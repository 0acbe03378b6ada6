package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.Excerpt;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ColumnNames;
import io.sluice.connector.schema.DdlSchema;

/** The errors for values that fit no column. They name types, never values: a message ends up in logs. */
final class Mismatch {
    private static final String RESCUE = "set schema.mismatch=rescue.";

    private Mismatch() {}

    /** @param kind what the value is, as a SQL type */
    static RecordError type(Field field, int slot, String kind) {
        String column = field.known() ? sql(field.node().type()) : "";
        String problem = kind.equals(column) || column.isEmpty()
                ? "is a " + kind + " that its column cannot hold."
                : "is " + kind + " but the column is " + column + ".";
        String pointer = Pointer.of(field, slot);
        // An element has no name of its own.
        String name = field.parent() instanceof StructNode ? field.name() : pointer;
        return new RecordError(
                ErrorCode.TYPE_MISMATCH,
                pointer,
                "field '" + Excerpt.of(name) + "' " + problem,
                "Fix the producer, or " + RESCUE);
    }

    /** A field that may have no column: the table is closed, or the name is no text. */
    static RecordError noColumn(String pointer, String name) {
        return new RecordError(
                ErrorCode.SCHEMA_EVOLUTION,
                pointer,
                "field '" + Excerpt.of(name) + "' has no column in the table, and schema.evolution=none adds none.",
                "Add the column to the table, set schema.evolution=add, or " + RESCUE);
    }

    static RecordError required(Field field) {
        return new RecordError(
                ErrorCode.TYPE_MISMATCH,
                // The record's coordinates are fields of no value.
                field.parent() == null ? ColumnNames.pointer("", field.name()) : Pointer.of(field, 0),
                "field '" + field.name() + "' is null, but the column is NOT NULL.",
                "Fix the producer, set schema.evolution=add-and-widen, or drop the column's NOT NULL.");
    }

    /** A type as messages name it. */
    static String sql(DataType type) {
        return Excerpt.of(DdlSchema.toDdl(type));
    }
}
