package io.sluice.stores;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows as the JSON of {@code sql --output json} tells them: objects are maps without what is null, and every scalar is its text, since a
 * parser would take -0.0 and 1.10 for other numbers.
 */
final class JsonRows {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private JsonRows() {}

    /** The results of statements, one after the other, each a list of rows. */
    static List<Object> read(Path output) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(output.toFile())) {
            List<Object> results = new ArrayList<>();
            while (json.nextToken() != null) {
                results.add(value(json));
            }
            return results;
        }
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> fields = new TreeMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                Object value = value(json);
                if (value != null) {
                    fields.put(name, value);
                }
            }
            return fields;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(json));
            }
            return elements;
        }
        return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
    }

    /** The same of a value as {@link io.sluice.connector.parquet.ConnectValues} has it. */
    static Object of(Object seen) {
        if (seen instanceof Map<?, ?> map) {
            Map<String, Object> fields = new TreeMap<>();
            map.forEach((key, value) -> {
                if (value != null) {
                    fields.put(key(key), of(value));
                }
            });
            return fields;
        }
        if (seen instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(of(element)));
            return elements;
        }
        if (seen instanceof ByteBuffer bytes) {
            return Base64.getEncoder().encodeToString(array(bytes));
        }
        return seen == null ? null : seen.toString();
    }

    /** A map's key, which JSON has as text alone. */
    private static String key(Object key) {
        if (key instanceof ByteBuffer bytes) {
            return HexFormat.of().withUpperCase().formatHex(array(bytes));
        }
        if (key instanceof java.math.BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return key instanceof Instant moment ? MOMENT.format(moment.atOffset(ZoneOffset.UTC)) : key.toString();
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
