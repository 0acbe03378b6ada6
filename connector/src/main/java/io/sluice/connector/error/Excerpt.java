package io.sluice.connector.error;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A piece of what a producer wrote, fit for a log: at most {@value #MAX_CHARACTERS} characters, and none that ends a line, colours a
 * terminal or turns the direction of writing.
 */
public final class Excerpt {
    static final int MAX_CHARACTERS = 80;

    private static final String CUT = "…";

    private Excerpt() {}

    public static String of(CharSequence text) {
        requireNonNull(text, "text is null");
        return escape(text, MAX_CHARACTERS);
    }

    /** Bytes that should be UTF-8; those that are not appear as U+FFFD. */
    public static String of(byte[] utf8) {
        // Four bytes a character at most, so what is cut off here would be cut off below.
        int length = Math.min(utf8.length, (MAX_CHARACTERS + 1) * 4);
        return of(new String(utf8, 0, length, StandardCharsets.UTF_8));
    }

    /** A whole message, however long, in one line. */
    static String oneLine(String message) {
        return escape(message, Integer.MAX_VALUE);
    }

    private static String escape(CharSequence text, int limit) {
        StringBuilder escaped = new StringBuilder(Math.min(text.length(), limit) + CUT.length());
        int index = 0;
        while (index < text.length()) {
            int codePoint = Character.codePointAt(text, index);
            String next = escape(codePoint);
            if (escaped.length() + next.length() > limit) {
                return escaped.append(CUT).toString();
            }
            escaped.append(next);
            index += Character.charCount(codePoint);
        }
        return escaped.toString();
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isPrintable(codePoint) ? Character.toString(codePoint) : hex(codePoint);
        };
    }

    /** As Java and JSON write it: one escape per UTF-16 unit. */
    private static String hex(int codePoint) {
        StringBuilder units = new StringBuilder();
        for (char unit : Character.toChars(codePoint)) {
            units.append("\\u").append(HexFormat.of().withUpperCase().toHexDigits(unit));
        }
        return units.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
