package io.sluice.benchmark.floor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Goes through the bytes of one flat JSON object without spaces and without escapes. */
final class EventScan {
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = new double[EXACT_DIGITS + 1];

    static {
        double power = 1;
        for (int exponent = 0; exponent <= EXACT_DIGITS; exponent++) {
            POWERS_OF_TEN[exponent] = power;
            power *= 10;
        }
    }

    private byte[] bytes;
    private int at;
    private int start;
    private int end;

    void begin(byte[] object) {
        bytes = object;
        at = 1;
    }

    /** Moves to the next field's value and says whether there is one; its name is the text then. */
    boolean nextField() {
        if (bytes[at] == ',') {
            at++;
        }
        if (bytes[at] == '}') {
            return false;
        }
        nextText();
        at++;
        return true;
    }

    boolean textIs(byte[] name) {
        return Arrays.equals(bytes, start, end, name, 0, name.length);
    }

    void nextText() {
        int next = at + 1;
        start = next;
        while (bytes[next] != '"') {
            if (bytes[next] == '\\') {
                throw new IllegalStateException(
                        "An escape, which these events never have: " + new String(bytes, StandardCharsets.UTF_8));
            }
            next++;
        }
        end = next;
        at = next + 1;
    }

    int textStart() {
        return start;
    }

    int textEnd() {
        return end;
    }

    long nextLong() {
        boolean negative = bytes[at] == '-';
        int next = negative ? at + 1 : at;
        long value = 0;
        byte digit = bytes[next];
        while (digit >= '0' && digit <= '9') {
            value = value * 10 + (digit - '0');
            digit = bytes[++next];
        }
        at = next;
        return negative ? -value : value;
    }

    /** Exact, since a quotient of two numbers that a double holds exactly is rounded once. */
    double nextDouble() {
        int first = at;
        boolean negative = bytes[at] == '-';
        int next = negative ? at + 1 : at;
        long value = 0;
        int digits = 0;
        int point = -1;
        while (true) {
            byte symbol = bytes[next];
            if (symbol >= '0' && symbol <= '9') {
                value = value * 10 + (symbol - '0');
                digits++;
            } else if (symbol == '.' && point < 0) {
                point = next;
            } else {
                break;
            }
            next++;
        }
        at = next;
        if (digits > EXACT_DIGITS || bytes[next] == 'e' || bytes[next] == 'E') {
            throw new IllegalStateException("A number that these events never have: "
                    + new String(bytes, first, next - first, StandardCharsets.UTF_8));
        }
        double result = point < 0 ? value : value / POWERS_OF_TEN[next - point - 1];
        return negative ? -result : result;
    }

    boolean nextBoolean() {
        boolean value = bytes[at] == 't';
        at += value ? 4 : 5;
        return value;
    }
}
