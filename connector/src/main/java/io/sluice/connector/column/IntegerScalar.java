package io.sluice.connector.column;

import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.ShortType;
import java.math.BigDecimal;

/** BYTE, SHORT, INT and BIGINT. A number with a fraction fits when the fraction is zero. */
final class IntegerScalar extends LongScalar {
    private static final double EXACT = 1L << 53;

    private final long min;
    private final long max;

    IntegerScalar(DataType type, Memory memory) {
        super(type, memory);
        if (type instanceof ByteType) {
            max = Byte.MAX_VALUE;
        } else if (type instanceof ShortType) {
            max = Short.MAX_VALUE;
        } else {
            max = type instanceof IntegerType ? Integer.MAX_VALUE : Long.MAX_VALUE;
        }
        min = -max - 1;
    }

    @Override
    boolean integer(int slot, long value) {
        return value >= min && value <= max && store(slot, value);
    }

    @Override
    boolean fraction(int slot, Fraction value) {
        double number = value.number();
        // Whole to the nearest double: cheap to refuse 1.5.
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            return false;
        }
        if (value.binary() && Math.abs(number) <= EXACT) {
            return integer(slot, (long) number);
        }
        BigDecimal decimal = value.decimal();
        try {
            return decimal != null && integer(slot, decimal.longValueExact());
        } catch (ArithmeticException e) {
            return false;
        }
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        return target.integer(slot, longAt(index));
    }
}
