package io.sluice.local.lake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a row's source document again: its columns, with what {@code _rescued} holds put back at its place. */
public final class SourceDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SourceDocument() {}

    public static JsonNode rebuild(JsonNode row) {
        ObjectNode document = JSON.createObjectNode();
        row.properties().stream()
                .filter(column -> !column.getKey().startsWith("_kafka_")
                        && !column.getKey().equals("_rescued"))
                .forEach(column ->
                        document.set(column.getKey(), column.getValue().deepCopy()));
        if (row.hasNonNull("_rescued")) {
            for (Map.Entry<String, JsonNode> rescued :
                    parse(row.get("_rescued").asText()).properties()) {
                put(document, JsonPointer.compile(rescued.getKey()), rescued.getValue());
            }
        }
        return withoutNulls(document);
    }

    /** Object members that are null are not told apart from absent ones. */
    public static JsonNode withoutNulls(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(withoutNulls(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JSON.createObjectNode();
        node.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> object.set(member.getKey(), withoutNulls(member.getValue())));
        return object;
    }

    private static void put(ObjectNode document, JsonPointer pointer, JsonNode value) {
        List<String> names = new ArrayList<>();
        for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
            names.add(at.getMatchingProperty());
        }
        JsonNode parent = document;
        for (String name : names.subList(0, names.size() - 1)) {
            parent = parent.isArray() ? parent.get(Integer.parseInt(name)) : child((ObjectNode) parent, name);
        }
        String last = names.get(names.size() - 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
        } else {
            ((ObjectNode) parent).set(last, value);
        }
    }

    private static JsonNode child(ObjectNode parent, String name) {
        return parent.hasNonNull(name) ? parent.get(name) : parent.putObject(name);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not JSON: " + text, e);
        }
    }
}
