package io.sluice.connector.column;

import com.fasterxml.jackson.core.io.NumberInput;
import java.math.BigDecimal;

/**
 * A number that is no 64-bit integer: it has a fraction or an exponent, or is too great. Reused from value to value; holds the text, the
 * double or the decimal that the source gave, and makes the others only when a column asks.
 */
final class Fraction {
    /** More digits than any column holds; also what bounds the cost of a decimal with a huge exponent. */
    private static final int MAX_DIGITS = 2_000;

    /** The JSON text, in the parser's buffer; null when the source gave something else. */
    private char[] chars;

    private int from;
    private int size;
    private double number;
    private boolean single;
    private boolean exact;
    private BigDecimal decimal;

    /** A JSON number; the characters stay as they are until the value is stored. */
    void set(char[] json, int offset, int length) {
        chars = json;
        from = offset;
        size = length;
        number = NumberInput.parseDouble(json, offset, length, true);
        single = false;
        exact = false;
        decimal = null;
    }

    /** A JSON number. */
    void set(String json) {
        set(json.toCharArray(), 0, json.length());
    }

    void set(double value) {
        chars = null;
        number = value;
        single = false;
        exact = false;
        decimal = null;
    }

    void set(float value) {
        chars = null;
        number = value;
        single = true;
        exact = false;
        decimal = null;
    }

    /** An exact decimal. */
    void set(BigDecimal value) {
        chars = null;
        number = value.doubleValue();
        single = false;
        exact = true;
        decimal = value;
    }

    /** The nearest double; infinite when the number is beyond all doubles. */
    double number() {
        return number;
    }

    /** Whether the source was a binary floating-point number, which DOUBLE holds as it is (NaN and the infinities too). */
    boolean binary() {
        return chars == null && decimal == null;
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
        try {
            return chars == null ? new BigDecimal(json()) : new BigDecimal(chars, from, size);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** JSON has no NaN and no infinities: they are given as Java writes them. */
    String json() {
        if (chars != null) {
            return new String(chars, from, size);
        }
        if (decimal != null) {
            return Math.abs((long) decimal.scale()) > MAX_DIGITS ? decimal.toString() : decimal.toPlainString();
        }
        return single ? Float.toString((float) number) : Double.toString(number);
    }
}
