package io.sluice.connector.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A field's name as it stands in JSON, with its quotes and the colon: compared with the source eight bytes at a time, without making a String. */
final class JsonName {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] quoted;
    /** The same, the last word filled up with zeros. */
    private final long[] words;
    /** Which bits of the last word count. */
    private final long mask;

    JsonName(String name) {
        quoted = isPlain(name) ? ('"' + name + "\":").getBytes(StandardCharsets.UTF_8) : new byte[0];
        int count = (quoted.length + Long.BYTES - 1) / Long.BYTES;
        byte[] padded = Arrays.copyOf(quoted, count * Long.BYTES);
        words = new long[count];
        for (int i = 0; i < count; i++) {
            words[i] = (long) LONGS.get(padded, i * Long.BYTES);
        }
        mask = -1L >>> ((padded.length - quoted.length) * Byte.SIZE);
    }

    /** Whether JSON may have it without escapes, and UTF-8 can hold it. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** With the quotes and the colon. */
    int length() {
        return quoted.length;
    }

    /**
     * @param at of the opening quote
     * @return whether the source has this name there; false for a name that is there with escapes, or with space before the colon
     */
    boolean matches(byte[] json, int at, int end) {
        int last = words.length - 1;
        if (last < 0 || end - at < quoted.length) {
            return false;
        }
        if (json.length - at < words.length * Long.BYTES) {
            return Arrays.equals(json, at, at + quoted.length, quoted, 0, quoted.length);
        }
        for (int i = 0; i < last; i++) {
            if ((long) LONGS.get(json, at + i * Long.BYTES) != words[i]) {
                return false;
            }
        }
        return (((long) LONGS.get(json, at + last * Long.BYTES) ^ words[last]) & mask) == 0;
    }
}
