package io.sluice.connector.partition;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Escaping of names in paths, of the characters that Hive, Spark and Kernel escape, as {@code %} and two hexadecimal digits. Unlike theirs
 * it is injective: an unpaired surrogate, which UTF-8 cannot say, gets four digits, and a value that spells the directory of null has its
 * first letter escaped.
 */
final class PathNames {
    private static final BitSet ESCAPED = new BitSet(128);

    static {
        ESCAPED.set(0x00, 0x20);
        "\"#%'*/:=?\\\u007F{[]^".chars().forEach(ESCAPED::set);
    }

    private PathNames() {}

    static String escape(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (mustEscape(name, i)) {
                return escapeFrom(name, i);
            }
        }
        return name;
    }

    /** Of a value that is not null. */
    static String escapeValue(String value) {
        return value.equals("__HIVE_DEFAULT_PARTITION__") ? "%5F" + value.substring(1) : escape(value);
    }

    private static String escapeFrom(String name, int start) {
        StringBuilder escaped = new StringBuilder(name.length() + 16).append(name, 0, start);
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            if (mustEscape(name, i)) {
                escaped.append('%').append(String.format("%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static boolean mustEscape(String name, int i) {
        char c = name.charAt(i);
        return c < 128 ? ESCAPED.get(c) : Character.isSurrogate(c) && !isPaired(name, i);
    }

    private static boolean isPaired(String name, int i) {
        return Character.isHighSurrogate(name.charAt(i))
                ? i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(name.charAt(i - 1));
    }

    /** In UTF-8. */
    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The longest beginning of at most so many bytes, cut between characters and escapes. */
    static String prefix(String name, int maxBytes) {
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int next = end + (name.charAt(end) == '%' ? 3 : Character.charCount(name.codePointAt(end)));
            bytes += bytes(name.substring(end, Math.min(next, name.length())));
            if (bytes > maxBytes) {
                break;
            }
            end = next;
        }
        return name.substring(0, end);
    }
}
