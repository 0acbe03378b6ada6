package io.sluice.connector.column;

import io.delta.kernel.types.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** DECIMAL: the unscaled value in 64 bits up to 18 digits, in 128 beyond. A number fits when no digit is lost on either side. */
final class DecimalScalar extends LongScalar {
    private static final int DIGITS_OF_LONG = 18;
    private static final int BITS_OF_LONG = 64;
    private static final int MAX_DIGITS = 38;
    /** Behind the last digit that counts; what has more is not looked at. */
    private static final int MAX_ZEROS = 962;

    private final int precision;
    private final int scale;
    /** Null up to 18 digits. */
    private final Longs high;

    DecimalScalar(DecimalType type, Memory memory) {
        super(type, memory);
        precision = type.getPrecision();
        scale = type.getScale();
        high = precision > DIGITS_OF_LONG ? own(new Longs(memory)) : null;
    }

    /** The narrowest type for a number; null beyond 38 digits, and when there is none. */
    static DecimalType type(BigDecimal value) {
        if (value == null || value.precision() > MAX_DIGITS + MAX_ZEROS) {
            return null;
        }
        BigDecimal plain = value.stripTrailingZeros();
        long scale = Math.max(plain.scale(), 0);
        long whole = Math.max((long) plain.precision() - plain.scale(), 0);
        return whole + scale > MAX_DIGITS ? null : new DecimalType((int) Math.max(whole + scale, 1), (int) scale);
    }

    @Override
    boolean integer(int slot, long value) {
        return decimal(slot, BigDecimal.valueOf(value));
    }

    @Override
    boolean fraction(int slot, Fraction value) {
        BigDecimal decimal = value.decimal();
        return decimal != null && decimal(slot, decimal);
    }

    private boolean decimal(int slot, BigDecimal value) {
        BigDecimal plain = value;
        if (value.scale() != scale) {
            // Where the first digit stands, before the column's or behind them: checked first, since 1E1000000000
            // has a billion zeros to write out, and 1E-100000000 would be divided by as large a number.
            long whole = (long) value.precision() - value.scale();
            boolean beyond = whole > precision - scale || whole <= -scale;
            if (value.signum() != 0 && beyond) {
                return false;
            }
            try {
                plain = value.signum() == 0 ? BigDecimal.ZERO.setScale(scale) : value.setScale(scale);
            } catch (ArithmeticException e) {
                return false;
            }
        }
        if (plain.precision() > precision) {
            return false;
        }
        BigInteger unscaled = plain.unscaledValue();
        store(slot, unscaled.longValue());
        if (high != null) {
            int index = count() - 1;
            high.reserve(index, 1);
            high.array[index] = unscaled.shiftRight(BITS_OF_LONG).longValue();
        }
        return true;
    }

    @Override
    public long[] highs() {
        return high == null ? super.highs() : high.array;
    }

    @Override
    public long highAt(int index) {
        return high == null ? super.highAt(index) : high.array[index];
    }

    BigDecimal decimalAt(int index) {
        if (high == null) {
            return BigDecimal.valueOf(longAt(index), scale);
        }
        BigInteger low = new BigInteger(Long.toUnsignedString(longAt(index)));
        return new BigDecimal(
                BigInteger.valueOf(high.array[index]).shiftLeft(BITS_OF_LONG).or(low), scale);
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        scratch.fraction.set(decimalAt(index));
        return target.fraction(slot, scratch.fraction);
    }
}
