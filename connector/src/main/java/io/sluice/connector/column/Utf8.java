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
                two(c);
            } else if (i + 1 < size && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                four(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                return false;
            }
        }
        return true;
    }

    /** @return false when a surrogate stands alone, which UTF-8 cannot hold */
    boolean set(char[] text, int from, int count) {
        start(count);
        int end = from + count;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (c < 0x80) {
                scratch[length++] = (byte) c;
            } else if (!Character.isSurrogate(c)) {
                two(c);
            } else if (i + 1 < end && Character.isSurrogatePair(c, text[i + 1])) {
                four(Character.toCodePoint(c, text[++i]));
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

    private void two(char c) {
        if (c < 0x800) {
            scratch[length++] = (byte) (0xC0 | (c >> 6));
        } else {
            scratch[length++] = (byte) (0xE0 | (c >> 12));
            scratch[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        scratch[length++] = (byte) (0x80 | (c & 0x3F));
    }

    private void four(int point) {
        scratch[length++] = (byte) (0xF0 | (point >> 18));
        scratch[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        scratch[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        scratch[length++] = (byte) (0x80 | (point & 0x3F));
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
