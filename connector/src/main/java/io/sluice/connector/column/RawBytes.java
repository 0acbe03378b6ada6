package io.sluice.connector.column;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;

/** The bytes of a key, a value or a header that is kept as it is. */
public final class RawBytes {
    private RawBytes() {}

    /**
     * @param schema null when the value has none
     * @return bytes as they are, a string's UTF-8, else the value's JSON text; null of null
     */
    public static byte[] of(Object value, Schema schema) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        String text = value instanceof String string ? string : JsonText.of(value, schema);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
