package io.sluice.connector.column;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/** One number of a JSON text (RFC 8259, section 6). Reading makes a long of it where it is one; a double or a decimal only when asked. */
final class JsonNumber {
    static final int MAX_LENGTH = 1_000;
    /** Results of {@link #read}. */
    static final int INTEGER = 0;

    static final int FRACTION = 1;
    static final int MALFORMED = 2;
    static final int TOO_LONG = 3;

    private static final int DIGITS_OF_LONG = 18;
    private static final int MAX_EXPONENT = 10_000;
    private static final long MAX_MANTISSA = 1L << 53;
    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private byte[] source;
    private int from;
    /** After its last byte, or where it goes wrong. */
    private int to;

    private boolean negative;
    private boolean whole;
    /** All digits but the exponent's, as one number; modulo 2^64 when they are too many. */
    private long digits;
    /** How many of the digits stand after the point, less the exponent. */
    private int scale;
    /** Whether {@link #digits} and {@link #scale} are the number. */
    private boolean exact;

    /** Reads the number that begins at {@code start} with a digit or a minus. */
    @SuppressWarnings("ReferenceEquality") // As Utf8 stores references.
    int read(byte[] json, int start, int end) {
        if (source != json) {
            source = json;
        }
        from = start;
        negative = json[start] == '-';
        int first = negative ? start + 1 : start;
        digits = 0;
        int i = digits(first, end);
        to = i;
        int count = i - first;
        if (count == 0) {
            return MALFORMED;
        }
        if (count > 1 && json[first] == '0') {
            to = first + 1;
            return MALFORMED;
        }
        whole = i == end || (json[i] != '.' && !isExponent(json[i]));
        return whole ? integer(count) : fraction(i, end, count);
    }

    /**
     * Appends the digits that follow to {@link #digits}.
     *
     * @return the index after the last
     */
    private int digits(int first, int end) {
        long value = digits;
        int i = first;
        while (i + Long.BYTES <= end) {
            long eight = Digits.word(source, i);
            int count = Digits.countIn(eight);
            if (count < Long.BYTES) {
                digits = count == 0 ? value : value * Digits.ten(count) + Digits.value(eight, count);
                return i + count;
            }
            value = value * Digits.ten(count) + Digits.value(eight, count);
            i += Long.BYTES;
        }
        while (i < end && Digits.is(source[i])) {
            value = value * 10 + (source[i++] - '0');
        }
        digits = value;
        return i;
    }

    private static boolean isExponent(byte character) {
        return character == 'e' || character == 'E';
    }

    private int integer(int count) {
        // Nineteen digits stay below 2^64: what is beyond 2^63 shows as negative.
        boolean fits = count <= DIGITS_OF_LONG
                || (count == DIGITS_OF_LONG + 1 && (digits >= 0 || (negative && digits == Long.MIN_VALUE)));
        if (fits) {
            return INTEGER;
        }
        exact = false;
        return count > MAX_LENGTH ? TOO_LONG : FRACTION;
    }

    private int fraction(int at, int end, int before) {
        int i = at;
        int decimals = 0;
        if (source[i] == '.') {
            int first = i + 1;
            i = digits(first, end);
            decimals = i - first;
            to = i;
            if (decimals == 0) {
                return MALFORMED;
            }
        }
        scale = decimals;
        exact = before + decimals <= DIGITS_OF_LONG;
        int exponentDigits = i < end && isExponent(source[i]) ? exponent(i + 1, end) : 0;
        if (exponentDigits < 0) {
            return MALFORMED;
        }
        return before + decimals + exponentDigits > MAX_LENGTH ? TOO_LONG : FRACTION;
    }

    /** @return how many digits it has, -1 for none */
    private int exponent(int at, int end) {
        int i = at;
        boolean minus = i < end && source[i] == '-';
        if (minus || (i < end && source[i] == '+')) {
            i++;
        }
        int first = i;
        int value = 0;
        while (i < end && Digits.is(source[i])) {
            value = Math.min(value * 10 + (source[i++] - '0'), MAX_EXPONENT);
        }
        to = i;
        scale += minus ? value : -value;
        exact &= value < MAX_EXPONENT;
        return i == first ? -1 : i - first;
    }

    int to() {
        return to;
    }

    /** Whether it is written without a point and an exponent. */
    boolean isWhole() {
        return whole;
    }

    /** Of {@link #INTEGER}. */
    long integer() {
        return negative ? -digits : digits;
    }

    /** The number, also of {@link #INTEGER}'s kin beyond 64 bits, for columns that are not of integers. */
    void into(Fraction fraction) {
        if (exact) {
            fraction.set(source, from, to - from, nearest(), negative ? -digits : digits, scale);
        } else {
            fraction.set(source, from, to - from);
        }
    }

    /**
     * Where both the digits and the power of ten are doubles, one operation rounds but once, and so to the nearest double (W. D. Clinger,
     * "How to read floating point numbers accurately", 1990).
     */
    private double nearest() {
        if (digits > MAX_MANTISSA || scale >= POWERS.length || scale <= -POWERS.length) {
            return JavaDoubleParser.parseDouble(source, from, to - from);
        }
        double magnitude = scale >= 0 ? divided(digits, scale) : digits * POWERS[-scale];
        return negative ? -magnitude : magnitude;
    }

    /** The double nearest to digits of which {@code decimals}, at most 22, stand after the point; exact where the digits are a double. */
    static double divided(long digits, int decimals) {
        return digits / POWERS[decimals];
    }
}
