package io.sluice.local.e2e;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A field of one type: how it is sent, and what has to stand in the table. JSON is written with ' for ".
 *
 * @param schema the type's part of the field in the sender's schema; empty without schemas
 * @param value the sender's JSON; of Protobuf the text format
 * @param column the column's type, as {@link ColumnTypes} writes it
 * @param landed what the table's reader gives
 */
record Typed(String name, String schema, String value, String column, String landed) {
    static Typed typed(String name, String schema, String value, String column, String landed) {
        return new Typed(name, schema, value, column, landed);
    }

    /** One that lands as it is sent. */
    static Typed same(String name, String schema, String value, String column) {
        return new Typed(name, schema, value, column, value);
    }

    /**
     * The fields of the sender's schema.
     *
     * @param named the attribute of a field that holds its name
     */
    static String schemas(List<Typed> fields, String named) {
        return fields.stream()
                .map(field -> "{'" + named + "':'" + field.name + "'," + field.schema + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String values(List<Typed> fields) {
        return fields.stream()
                .map(field -> "'" + field.name + "':" + field.value)
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String landed(List<Typed> fields) {
        return fields.stream()
                .map(field -> "'" + field.name + "':" + field.landed)
                .collect(Collectors.joining(",", "{", "}"));
    }

    static Map<String, String> columns(List<Typed> fields) {
        Map<String, String> columns = new TreeMap<>();
        fields.forEach(field -> columns.put(field.name, field.column));
        return columns;
    }
}
