package io.sluice.connector.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Bounds of a text column, cut to 32 characters: the least is a prefix, the greatest a prefix and a character that is greater than what was
 * cut off, in the order of code points (which is that of UTF-8 bytes).
 */
final class StringBounds {
    private static final int PREFIX = 32;
    /** How far the prefix of the greatest may reach to end before a character that has a greater one. */
    private static final int LIMIT = 2 * PREFIX;

    private static final int LAST_ASCII = 0x7F;
    private static final int MAX_UTF8_BYTES = 4;

    private StringBounds() {}

    static String min(byte[] utf8) {
        String text = start(utf8);
        return text.codePointCount(0, text.length()) <= PREFIX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, PREFIX));
    }

    /** @return null when no short text is greater */
    static String max(byte[] utf8) {
        String text = start(utf8);
        int length = text.codePointCount(0, text.length());
        if (length <= PREFIX) {
            return text;
        }
        for (int cut = PREFIX; cut <= LIMIT; cut++) {
            if (cut == length) {
                return text;
            }
            int at = text.offsetByCodePoints(0, cut);
            int next = text.codePointAt(at);
            if (next < LAST_ASCII) {
                return text.substring(0, at) + (char) LAST_ASCII;
            }
            if (next < Character.MAX_CODE_POINT) {
                return text.substring(0, at) + Character.toString(Character.MAX_CODE_POINT);
            }
        }
        return null;
    }

    /** As much of the text as the bounds look at; a character that is cut in two at the end lies beyond. */
    private static String start(byte[] utf8) {
        int bytes = Math.min(utf8.length, (LIMIT + 2) * MAX_UTF8_BYTES);
        return new String(utf8, 0, bytes, StandardCharsets.UTF_8);
    }
}
