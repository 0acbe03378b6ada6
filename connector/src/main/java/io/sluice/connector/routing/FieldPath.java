package io.sluice.connector.routing;

import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.Excerpt;
import io.sluice.connector.error.RecordError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where in a record a table's name stands: {@code a.dotted.path} in the value, {@code header:<name>} (the last one of that name), the whole
 * {@code key}, or {@code key:<a.dotted.path>}. Values and keys are Structs, maps, or the bytes or text of a JSON object.
 */
final class FieldPath {
    private enum Place {
        VALUE,
        KEY,
        HEADER
    }

    private static final String HEADER = "header:";
    private static final String KEY = "key";

    private final String text;
    private final Place place;
    /** Names from the outermost in; none: the whole thing. */
    private final List<String> names;

    private FieldPath(String text, Place place, List<String> names) {
        this.text = text;
        this.place = place;
        this.names = names;
    }

    static FieldPath parse(String text) {
        if (text.startsWith(HEADER)) {
            return new FieldPath(text, Place.HEADER, List.of(text.substring(HEADER.length())));
        }
        if (text.equals(KEY)) {
            return new FieldPath(text, Place.KEY, List.of());
        }
        boolean key = text.startsWith(KEY + ":");
        String path = key ? text.substring(KEY.length() + 1) : text;
        return new FieldPath(text, key ? Place.KEY : Place.VALUE, List.of(path.split("\\.", -1)));
    }

    boolean isInValue() {
        return place == Place.VALUE;
    }

    /**
     * @return null when it is absent or null
     * @throws RecordError it is an object or a list, or stands in what is no object, or in JSON that is none
     */
    String find(SinkRecord record) throws RecordError {
        return switch (place) {
            case HEADER -> header(record);
            case KEY -> names.isEmpty() ? name(record.key()) : inside(record.key());
            case VALUE -> inside(record.value());
        };
    }

    private String header(SinkRecord record) throws RecordError {
        Header header = record.headers().lastWithName(names.get(0));
        return header == null ? null : name(header.value());
    }

    private String inside(Object whole) throws RecordError {
        byte[] json =
                whole instanceof byte[] || whole instanceof ByteBuffer || whole instanceof String ? bytes(whole) : null;
        if (json != null) {
            return JsonField.find(json, names, this);
        }
        Object at = whole;
        for (String name : names) {
            if (at == null) {
                return null;
            }
            at = member(at, name);
        }
        return name(at);
    }

    private Object member(Object object, String name) throws RecordError {
        if (object instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        if (object instanceof Map<?, ?> map) {
            return map.get(name);
        }
        throw unroutable("is looked for in what is no object");
    }

    private String name(Object value) throws RecordError {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return new String(bytes(value), StandardCharsets.UTF_8);
        }
        throw unroutable("holds " + Excerpt.of(value.getClass().getSimpleName()) + " and not a name");
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    RecordError unroutable(String problem) {
        return new RecordError(
                ErrorCode.UNROUTABLE,
                "",
                this + " names the record's table, and it " + problem + ".",
                "Correct table.name.field or the producer.");
    }

    @Override
    public String toString() {
        return "table.name.field=" + text;
    }
}
