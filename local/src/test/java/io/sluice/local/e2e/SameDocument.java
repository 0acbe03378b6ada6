package io.sluice.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a document that was read back says the same as its source, by the rules of inference: numbers are compared by value, a
 * column that became STRING holds the JSON text of other scalars, a TIMESTAMP is the same instant in another notation.
 */
final class SameDocument {
    private static final DateTimeFormatter DUCKDB = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH", "+00")
            .toFormatter(java.util.Locale.ROOT);

    private SameDocument() {}

    static void assertSame(JsonNode source, JsonNode landed) {
        compare("", source, landed);
    }

    private static void compare(String at, JsonNode source, JsonNode landed) {
        if (source == null || landed == null || source.getNodeType() != landed.getNodeType()) {
            if (!sameScalar(source, landed)) {
                throw new AssertionError(at + ": the source has " + source + ", the lake " + landed);
            }
        } else if (source.isObject()) {
            Set<String> names = new TreeSet<>();
            source.fieldNames().forEachRemaining(names::add);
            landed.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(at + "/" + name, source.get(name), landed.get(name)));
        } else if (source.isArray()) {
            if (source.size() != landed.size()) {
                throw new AssertionError(at + ": the source has " + source + ", the lake " + landed);
            }
            Iterator<JsonNode> other = landed.iterator();
            int index = 0;
            for (JsonNode element : source) {
                compare(at + "/" + index, element, other.next());
                index++;
            }
        } else if (!sameScalar(source, landed)) {
            throw new AssertionError(at + ": the source has " + source + ", the lake " + landed);
        }
    }

    private static boolean sameScalar(JsonNode source, JsonNode landed) {
        if (Objects.equals(source, landed)) {
            return true;
        }
        if (source == null || landed == null || source.isContainerNode()) {
            return false;
        }
        if (source.isNumber() && landed.isNumber()) {
            return source.decimalValue().compareTo(landed.decimalValue()) == 0;
        }
        return landed.isTextual() && (landed.asText().equals(source.toString()) || sameInstant(source, landed));
    }

    private static boolean sameInstant(JsonNode source, JsonNode landed) {
        try {
            Instant instant = OffsetDateTime.parse(landed.asText(), DUCKDB).toInstant();
            return Instant.parse(source.asText()).equals(instant);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
