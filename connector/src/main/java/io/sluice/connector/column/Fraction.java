package io.sluice.connector.column;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A number that is no 64-bit integer: it has a fraction or an exponent, or is too great. Reused from value to value; holds the text, the
 * double or the decimal that the source gave, and makes the others only when a column asks.
 */
final class Fraction {
    /** More digits than any column holds; also what bounds the cost of a decimal with a huge exponent. */
    private static final int MAX_DIGITS = 2_000;

    /** The JSON text; null when the source gave something else. */
    private byte[] text;

    private int from;
    private int size;
    private double number;
    private boolean single;
    private boolean exact;
    /** Whether the text's decimal is {@link #unscaled} / 10^{@link #scale}. */
    private boolean small;

    private long unscaled;
    private int scale;
    private BigDecimal decimal;

    /**
     * A number's text; the bytes stay as they are until the value is stored.
     *
     * @throws NumberFormatException when it is none
     */
    void set(byte[] json, int offset, int length) {
        text(json, offset, length, JavaDoubleParser.parseDouble(json, offset, length));
        small = false;
    }

    /** A JSON number that is {@code digits} / 10^{@code decimals}, and what the nearest double is. */
    void set(byte[] json, int offset, int length, double nearest, long digits, int decimals) {
        text(json, offset, length, nearest);
        small = true;
        unscaled = digits;
        scale = decimals;
    }

    private void text(byte[] json, int offset, int length, double nearest) {
        source(json, null);
        from = offset;
        size = length;
        number = nearest;
        single = false;
        exact = false;
    }

    /** As {@link Utf8} stores references. */
    @SuppressWarnings("ReferenceEquality")
    private void source(byte[] json, BigDecimal given) {
        if (text != json) {
            text = json;
        }
        if (decimal != given) {
            decimal = given;
        }
    }

    /**
     * A number's text.
     *
     * @throws NumberFormatException when it is none
     */
    void set(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        set(utf8, 0, utf8.length);
    }

    void set(double value) {
        source(null, null);
        number = value;
        single = false;
        exact = false;
    }

    void set(float value) {
        source(null, null);
        number = value;
        single = true;
        exact = false;
    }

    /** An exact decimal. */
    void set(BigDecimal value) {
        source(null, value);
        number = value.doubleValue();
        single = false;
        exact = true;
    }

    /** The nearest double; infinite when the number is beyond all doubles. */
    double number() {
        return number;
    }

    /** Whether the source was a binary floating-point number, which DOUBLE holds as it is (NaN and the infinities too). */
    boolean binary() {
        return text == null && decimal == null;
    }

    /** Whether the source was a decimal, of which no digit may be lost. */
    boolean exact() {
        return exact;
    }

    /** @return the exact value; null for NaN, the infinities and exponents without bound */
    BigDecimal decimal() {
        if (decimal == null) {
            decimal = binary() && !Double.isFinite(number) ? null : parse();
        }
        return decimal;
    }

    private BigDecimal parse() {
        if (text != null && small) {
            return BigDecimal.valueOf(unscaled, scale);
        }
        try {
            return new BigDecimal(json());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** JSON has no NaN and no infinities: they are given as Java writes them. */
    String json() {
        if (text != null) {
            return new String(text, from, size, StandardCharsets.UTF_8);
        }
        if (decimal != null) {
            return Math.abs((long) decimal.scale()) > MAX_DIGITS ? decimal.toString() : decimal.toPlainString();
        }
        return single ? Float.toString((float) number) : Double.toString(number);
    }
}
