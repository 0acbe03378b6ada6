package io.sluice.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A column's type from the log's schemaString, in one line: {@code map<string,array<struct<x:double>>>}. Fields stand in the order of
 * their names, as maps have none.
 */
final class ColumnTypes {
    private ColumnTypes() {}

    static String text(JsonNode type) {
        if (type.isTextual()) {
            return type.asText();
        }
        return switch (type.get("type").asText()) {
            case "array" -> "array<" + text(type.get("elementType")) + ">";
            case "map" -> "map<" + text(type.get("keyType")) + "," + text(type.get("valueType")) + ">";
            default -> struct(type);
        };
    }

    private static String struct(JsonNode type) {
        List<String> fields = new ArrayList<>();
        type.get("fields").forEach(field -> fields.add(field.get("name").asText() + ":" + text(field.get("type"))));
        Collections.sort(fields);
        return "struct<" + String.join(",", fields) + ">";
    }
}
