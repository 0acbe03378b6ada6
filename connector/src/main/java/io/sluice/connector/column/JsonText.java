package io.sluice.connector.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;

/**
 * Values of Connect as JSON text: bytes as base64, decimals as numbers, dates and timestamps as ISO-8601 texts, NaN and the infinities as
 * strings, since JSON has none. A lone surrogate is escaped, so that the text is always UTF-8.
 */
final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_PLAIN_SCALE = 100;

    private byte[] bytes;
    private int length;

    JsonText(int capacity) {
        bytes = new byte[capacity];
    }

    /** @param schema null when the value has none */
    static String of(Object value, Schema schema) {
        JsonText text = new JsonText(128);
        text.value(value, schema);
        return new String(text.bytes, 0, text.length, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void truncate(int to) {
        length = to;
    }

    void shrink(int capacity) {
        bytes = new byte[capacity];
    }

    void raw(char ascii) {
        need(1);
        bytes[length++] = (byte) ascii;
    }

    void raw(byte[] json, int from, int count) {
        need(count);
        System.arraycopy(json, from, bytes, length, count);
        length += count;
    }

    private void ascii(String json) {
        byte[] text = json.getBytes(StandardCharsets.US_ASCII);
        raw(text, 0, text.length);
    }

    /** Puts one character before all others. */
    void prepend(char ascii) {
        need(1);
        System.arraycopy(bytes, 0, bytes, 1, length++);
        bytes[0] = (byte) ascii;
    }

    private void need(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }

    void string(CharSequence text) {
        raw('"');
        int size = text.length();
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                raw('\\');
                raw(c);
            } else if (c >= ' ' && c < 0x7F) {
                raw(c);
            } else if (c < ' ') {
                escape(c);
            } else if (i + 1 < size && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                utf8(Character.toString(Character.toCodePoint(c, text.charAt(++i))));
            } else if (Character.isSurrogate(c)) {
                escape(c);
            } else {
                utf8(String.valueOf(c));
            }
        }
        raw('"');
    }

    private void utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw(utf8, 0, utf8.length);
    }

    private void escape(char c) {
        ascii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            raw((char) HEX[(c >> shift) & 0xF]);
        }
    }

    /** @param schema null when the value has none */
    void value(Object value, Schema schema) {
        if (value == null) {
            ascii("null");
        } else if (value instanceof CharSequence text) {
            string(text);
        } else if (value instanceof Boolean) {
            ascii(value.toString());
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Struct struct) {
            struct(struct);
        } else if (value instanceof Map<?, ?> map) {
            map(map, schema);
        } else if (value instanceof List<?> list) {
            list(list, schema);
        } else if (value instanceof byte[] binary) {
            ascii('"' + Base64.getEncoder().encodeToString(binary) + '"');
        } else if (value instanceof ByteBuffer buffer) {
            byte[] binary = new byte[buffer.remaining()];
            buffer.duplicate().get(binary);
            ascii('"' + Base64.getEncoder().encodeToString(binary) + '"');
        } else if (value instanceof java.util.Date date) {
            string(date(date, schema));
        } else {
            string(value.toString());
        }
    }

    private void number(Number value) {
        if (value instanceof BigDecimal decimal) {
            ascii(Math.abs((long) decimal.scale()) > MAX_PLAIN_SCALE ? decimal.toString() : decimal.toPlainString());
        } else if (value instanceof BigInteger) {
            ascii(value.toString());
        } else if (value instanceof Double || value instanceof Float) {
            boolean finite = Double.isFinite(value.doubleValue());
            ascii(finite ? value.toString() : '"' + value.toString() + '"');
        } else {
            ascii(value.toString());
        }
    }

    private void struct(Struct struct) {
        raw('{');
        boolean first = true;
        for (Field field : struct.schema().fields()) {
            if (!first) {
                raw(',');
            }
            first = false;
            string(field.name());
            raw(':');
            value(struct.getWithoutDefault(field.name()), field.schema());
        }
        raw('}');
    }

    private void map(Map<?, ?> map, Schema schema) {
        raw('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            Object key = entry.getKey();
            string(key instanceof CharSequence text ? text : of(key, schema == null ? null : schema.keySchema()));
            raw(':');
            value(entry.getValue(), schema == null ? null : schema.valueSchema());
            if (entries.hasNext()) {
                raw(',');
            }
        }
        raw('}');
    }

    private void list(List<?> list, Schema schema) {
        raw('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                raw(',');
            }
            value(list.get(i), schema == null ? null : schema.valueSchema());
        }
        raw(']');
    }

    /** ISO-8601: a date, a time of day or an instant, as the schema says. */
    static String date(java.util.Date date, Schema schema) {
        String name = schema == null || schema.name() == null ? "" : schema.name();
        String instant = date.toInstant().toString();
        return switch (name) {
            case Date.LOGICAL_NAME -> instant.substring(0, instant.indexOf('T'));
            case Time.LOGICAL_NAME -> Times.timeOfDay(date.getTime());
            default -> instant;
        };
    }
}
