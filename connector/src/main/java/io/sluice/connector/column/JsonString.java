package io.sluice.connector.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One string of a JSON text: where it stands in the source, and what it says. Reading checks all of it (RFC 8259, section 7; UTF-8 by RFC
 * 3629) and copies nothing; escapes are decoded only when somebody asks.
 */
final class JsonString {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = 0x0101010101010101L;
    private static final long SPACES = LOW * ' ';
    private static final long QUOTES = LOW * '"';
    private static final long BACKSLASHES = LOW * '\\';
    /** A string that needs more gets an array of its own, which is not kept. */
    private static final int KEEP = 1 << 16;

    private static final int ESCAPE = 2;
    private static final int UNICODE_ESCAPE = 6;

    private byte[] scratch = new byte[256];
    private byte[] source;
    private int from;
    private int to;
    private boolean escaped;

    /**
     * Reads the string whose first byte, after the quote, is at {@code start}.
     *
     * @return the index of the closing quote; where there is none, {@code ~} the index of the byte that may not stand there, or of the end
     */
    @SuppressWarnings("ReferenceEquality") // As Utf8 stores references.
    int read(byte[] json, int start, int end) {
        if (source != json) {
            source = json;
        }
        from = start;
        escaped = false;
        int i = plain(json, start, end);
        while (i < end && json[i] != '"') {
            boolean escape = json[i] == '\\';
            int next = escape ? escape(json, i, end) : json[i] < 0 ? Utf8Check.sequence(json, i, end) : ~i;
            if (next < 0) {
                return escape ? next : ~i;
            }
            escaped |= escape;
            // Beyond ASCII, characters seldom stand alone.
            i = next < end && json[next] < 0 ? next : plain(json, next, end);
        }
        to = i;
        return i < end ? i : ~i;
    }

    /** @return the index of the first byte that is a quote, a backslash, a control character or not ASCII; {@code end} when there is none */
    static int plain(byte[] json, int start, int end) {
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long eight = (long) LONGS.get(json, i);
            // The lowest high bit is that of the first such byte; what a subtraction borrows changes only bytes above
            // it.
            long stops = (eight | (eight - SPACES) | ((eight ^ QUOTES) - LOW) | ((eight ^ BACKSLASHES) - LOW)) & HIGH;
            if (stops != 0) {
                return i + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
        }
        while (i < end && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    /** @return the index after the escape at {@code i}; when it is none, {@code ~} the index at which it goes wrong */
    private static int escape(byte[] json, int i, int end) {
        if (i + 1 == end) {
            return ~end;
        }
        if (json[i + 1] != 'u') {
            return simple(json[i + 1]) < 0 ? ~(i + 1) : i + ESCAPE;
        }
        for (int k = i + ESCAPE; k < i + UNICODE_ESCAPE; k++) {
            if (k == end || digit(json[k]) < 0) {
                return ~k;
            }
        }
        return i + UNICODE_ESCAPE;
    }

    /** @return what a backslash before this byte means, -1 when it means nothing */
    private static int simple(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }

    /** @return the UTF-16 unit of the four digits after {@code i}'s backslash and u */
    private static int unicode(byte[] json, int i) {
        return digit(json[i + 2]) << 12 | digit(json[i + 3]) << 8 | digit(json[i + 4]) << 4 | digit(json[i + 5]);
    }

    private static int digit(byte hex) {
        return hex >= 0 ? Character.digit(hex, 16) : -1;
    }

    /** In the source, without the quotes. */
    int length() {
        return to - from;
    }

    /** Whether it stands in the source with escapes, and so not as its UTF-8. */
    boolean escaped() {
        return escaped;
    }

    byte[] source() {
        return source;
    }

    /** Index in the source of what follows the opening quote. */
    int from() {
        return from;
    }

    /** In UTF-16 units, as Java counts. */
    int chars() {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (source[i] == '\\') {
                i += (source[i + 1] == 'u' ? UNICODE_ESCAPE : ESCAPE) - 1;
                count++;
            } else if ((source[i] & 0xC0) != 0x80) {
                count += (source[i] & 0xF8) == 0xF0 ? 2 : 1;
            }
        }
        return count;
    }

    /**
     * Points a holder at the text.
     *
     * @return false when a surrogate stands alone, which UTF-8 cannot hold
     */
    boolean utf8(Utf8 holder) {
        if (escaped) {
            return decoded(holder);
        }
        holder.set(source, from, to - from);
        return true;
    }

    /** No escape is shorter than what it means. */
    private boolean decoded(Utf8 holder) {
        byte[] target = length() > KEEP ? new byte[length()] : room();
        int size = 0;
        int i = from;
        while (i < to) {
            byte next = source[i];
            if (next != '\\') {
                target[size++] = next;
                i++;
            } else if (source[i + 1] != 'u') {
                target[size++] = (byte) simple(source[i + 1]);
                i += ESCAPE;
            } else {
                int point = point(i);
                if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                    return false;
                }
                i += point > Character.MAX_VALUE ? 2 * UNICODE_ESCAPE : UNICODE_ESCAPE;
                size = Utf8.put(point, target, size);
            }
        }
        holder.set(target, 0, size);
        return true;
    }

    private byte[] room() {
        if (scratch.length < length()) {
            scratch = new byte[Math.min(KEEP, Math.max(length(), scratch.length * 2))];
        }
        return scratch;
    }

    /** @return the code point of the escape at {@code i}, and of the one after it when the two are a pair */
    private int point(int i) {
        char unit = (char) unicode(source, i);
        int low = i + UNICODE_ESCAPE;
        if (Character.isHighSurrogate(unit) && low < to && source[low] == '\\' && source[low + 1] == 'u') {
            char second = (char) unicode(source, low);
            return Character.isLowSurrogate(second) ? Character.toCodePoint(unit, second) : unit;
        }
        return unit;
    }

    /** Whether no surrogate stands alone in it. */
    boolean isWhole() {
        int i = escaped ? from : to;
        while (i < to) {
            if (source[i] != '\\') {
                i++;
            } else if (source[i + 1] != 'u') {
                i += ESCAPE;
            } else {
                int point = point(i);
                if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                    return false;
                }
                i += point > Character.MAX_VALUE ? 2 * UNICODE_ESCAPE : UNICODE_ESCAPE;
            }
        }
        return true;
    }

    /** The text, with its surrogates even where they stand alone. */
    @Override
    public String toString() {
        if (!escaped) {
            return new String(source, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(length());
        int i = from;
        while (i < to) {
            if (source[i] == '\\') {
                boolean unicode = source[i + 1] == 'u';
                text.append((char) (unicode ? unicode(source, i) : simple(source[i + 1])));
                i += unicode ? UNICODE_ESCAPE : ESCAPE;
            } else {
                int run = i;
                while (i < to && source[i] != '\\') {
                    i++;
                }
                text.append(new String(source, run, i - run, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
