package io.sluice.connector.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as UTF-8, reused from value to value.
 *
 * <p>Here and in what else is reused so, a reference is stored only where it changes: to store one to a young object in an old one takes G1 a
 * memory fence each time, which is more than the rest of a short value costs.
 */
@SuppressWarnings("ReferenceEquality")
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
        if (bytes != utf8) {
            bytes = utf8;
        }
        offset = from;
        length = count;
    }

    /** @return false when a surrogate stands alone, which UTF-8 cannot hold */
    boolean set(String text) {
        int size = text.length();
        if (scratch.length < (long) size * LONGEST) {
            scratch = new byte[Math.toIntExact((long) size * LONGEST)];
        }
        set(scratch, 0, size);
        return ascii(text, scratch) || encode(text);
    }

    /** Without a branch in the loop, since nearly all text is ASCII. Returns whether this one is; if not, the bytes are none of its. */
    private static boolean ascii(String text, byte[] target) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            all |= c;
            target[i] = (byte) c;
        }
        return all < 0x80;
    }

    private boolean encode(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                size = put(c, scratch, size);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                size = put(Character.toCodePoint(c, text.charAt(++i)), scratch, size);
            } else {
                return false;
            }
        }
        length = size;
        return true;
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
