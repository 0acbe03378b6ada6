package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/** A row as the JSON that it came from: its columns, and over them what was rescued. */
final class Rebuilt {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Rebuilt() {}

    static JsonNode row(ColumnBuffer buffer, int row) throws JsonProcessingException {
        ObjectNode node = (ObjectNode) MAPPER.readTree(JsonText.of(buffer.value(row), null));
        String rescued = buffer.rescued(row);
        if (rescued != null) {
            for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(rescued).properties()) {
                put(node, JsonPointer.compile(entry.getKey()), entry.getValue());
            }
        }
        return withoutNulls(node);
    }

    private static void put(JsonNode root, JsonPointer pointer, JsonNode value) {
        JsonNode parent = root;
        JsonPointer at = pointer;
        while (at.tail() != null && !at.tail().matches()) {
            String name = at.getMatchingProperty();
            JsonNode child = parent instanceof ArrayNode array ? array.get(at.getMatchingIndex()) : parent.get(name);
            if (child == null || child.isNull()) {
                child = JsonNodeFactory.instance.objectNode();
                set(parent, at, child);
            }
            parent = child;
            at = at.tail();
        }
        set(parent, at, value);
    }

    private static void set(JsonNode parent, JsonPointer at, JsonNode value) {
        if (parent instanceof ArrayNode array) {
            array.set(at.getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(at.getMatchingProperty(), value);
        }
    }

    /** Equal as JSON, but that a number may have become its text or a double. */
    static void assertRowIs(ColumnBuffer buffer, int row, String json) throws JsonProcessingException {
        assertThat(texts(row(buffer, row))).as("row %s", row).isEqualTo(texts(withoutNulls(read(json))));
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode texts(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), texts(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(texts(each)));
            return copy;
        }
        if (node.isNull()) {
            return node;
        }
        String text = node.asText();
        try {
            BigDecimal number = new BigDecimal(text);
            text = Double.isInfinite(number.doubleValue()) || exactLong(number)
                    ? number.stripTrailingZeros().toString()
                    : String.valueOf(number.doubleValue());
        } catch (NumberFormatException e) {
            // No number.
        }
        return JsonNodeFactory.instance.textNode(text);
    }

    private static boolean exactLong(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    /** Fields that are null are not told from fields that are missing. */
    static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> {
                if (!entry.getValue().isNull()) {
                    copy.set(entry.getKey(), withoutNulls(entry.getValue()));
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(withoutNulls(each)));
            return copy;
        }
        return node;
    }
}
