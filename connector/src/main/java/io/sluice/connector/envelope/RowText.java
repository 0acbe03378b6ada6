package io.sluice.connector.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JSON object put together from parts of another. */
final class RowText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST = 1 << 10;
    /** A row that needed more gives the memory back. */
    private static final int KEEP = 1 << 20;

    private byte[] bytes = new byte[FIRST];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void begin() {
        if (bytes.length > KEEP) {
            bytes = new byte[FIRST];
        }
        length = 0;
        put('{');
    }

    void end() {
        put('}');
    }

    /** A field whose value stands in {@code json}. */
    void member(String name, byte[] json, int from, int to) {
        comma();
        put('"');
        for (int i = 0; i < name.length(); i++) {
            character(name.charAt(i));
        }
        put('"');
        put(':');
        copy(json, from, to);
    }

    /** The fields of an object as they stand in {@code json}, the braces left out. */
    void members(byte[] json, int from, int to) {
        int start = from;
        while (start < to && json[start] <= ' ') {
            start++;
        }
        if (start < to) {
            comma();
            copy(json, start, to);
        }
    }

    private void comma() {
        if (length > 1) {
            put(',');
        }
    }

    private void character(char c) {
        if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
            put(c);
            return;
        }
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put((char) HEX[(c >> shift) & 0xF]);
        }
    }

    private void put(char ascii) {
        need(1);
        bytes[length++] = (byte) ascii;
    }

    private void copy(byte[] json, int from, int to) {
        need(to - from);
        System.arraycopy(json, from, bytes, length, to - from);
        length += to - from;
    }

    private void need(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }
}
