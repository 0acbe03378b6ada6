package io.sluice.connector.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text as UTF-8, reused from value to value. */
final class Utf8 {
    private static final int LONGEST = 3;

    private byte[] scratch = new byte[256];
    private byte[] bytes = scratch;
    private int offset;
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** Points at valid UTF-8 that stays as it is until the value is stored. */
    void set(byte[] utf8, int from, int count) {
        bytes = utf8;
        offset = from;
        length = count;
    }

    /** @return false when a surrogate stands alone, which UTF-8 cannot hold */
    boolean set(String text) {
        int size = text.length();
        start(size);
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                scratch[length++] = (byte) c;
            } else if (!Character.isSurrogate(c)) {
                length = put(c, scratch, length);
            } else if (i + 1 < size && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                length = put(Character.toCodePoint(c, text.charAt(++i)), scratch, length);
            } else {
                return false;
            }
        }
        return true;
    }

    private void start(int chars) {
        if (scratch.length < (long) chars * LONGEST) {
            scratch = new byte[Math.toIntExact((long) chars * LONGEST)];
        }
        bytes = scratch;
        offset = 0;
        length = 0;
    }

    /**
     * Encodes a code point that is no surrogate.
     *
     * @return the index after it
     */
    static int put(int point, byte[] target, int at) {
        int i = at;
        if (point < 0x80) {
            target[i++] = (byte) point;
            return i;
        }
        if (point < 0x800) {
            target[i++] = (byte) (0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                target[i++] = (byte) (0xE0 | (point >> 12));
            } else {
                target[i++] = (byte) (0xF0 | (point >> 18));
                target[i++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            }
            target[i++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        }
        target[i++] = (byte) (0x80 | (point & 0x3F));
        return i;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
