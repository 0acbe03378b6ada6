package io.sluice.connector.schema;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;

/**
 * Schemas in Spark's DDL, as {@code value.schema} takes them: {@code id BIGINT NOT NULL, s STRUCT<a: INT> COMMENT 'x', `my field` STRING}.
 * Types and their synonyms are those of Spark's "Data Types" page that a table without table features can hold.
 */
public final class DdlSchema {
    private DdlSchema() {}

    /**
     * @param ddl a list of columns; a colon behind a name is optional at every level. A name that Delta forbids is given as the field has it,
     *     between backquotes, and becomes {@link ColumnNames#columnName}
     * @throws IllegalArgumentException naming the character at which the text stops making sense, why, and what would
     */
    public static StructType parse(String ddl) {
        return new DdlParser(ddl).schema();
    }

    /** The text that {@link #parse} reads back. Arrays and maps that forbid nulls in them, and metadata but comments, have no DDL. */
    public static String toDdl(StructType schema) {
        StringBuilder text = new StringBuilder();
        new DdlPrinter(text).columns(schema, " ");
        return text.toString();
    }

    /** A type as messages name it: {@code STRUCT<a: INT, b: DECIMAL(10,2)>}. */
    public static String toDdl(DataType type) {
        StringBuilder text = new StringBuilder();
        new DdlPrinter(text).type(type);
        return text.toString();
    }
}
