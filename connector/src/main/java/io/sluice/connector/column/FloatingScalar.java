package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FloatType;
import java.math.BigDecimal;

/**
 * FLOAT and DOUBLE. A JSON number fits DOUBLE by its nearest double, as every JSON reader takes it, unless it is beyond all doubles; an
 * integer or a decimal only when it is exact; anything fits FLOAT only when the shortest text of the float is the same number.
 */
final class FloatingScalar extends Scalar {
    private final boolean single;
    private final Doubles values;

    FloatingScalar(DataType type, Memory memory) {
        super(type, memory);
        single = type instanceof FloatType;
        values = own(new Doubles(memory));
    }

    @Override
    boolean integer(int slot, long value) {
        double number = single ? (float) value : (double) value;
        // 2^63 is a double, and the cast back would give 2^63 - 1.
        boolean exact = (long) number == value && number != 0x1p63;
        return exact && store(slot, number);
    }

    @Override
    boolean fraction(int slot, Fraction value) {
        double number = value.number();
        if (value.binary()) {
            boolean same =
                    !single || Double.isNaN(number) || (float) number == number || sameText(value, (float) number);
            return same && store(slot, number);
        }
        if (Double.isInfinite(number) || (single && !sameText(value, (float) number))) {
            return false;
        }
        boolean lost = value.exact() && new BigDecimal(Double.toString(number)).compareTo(value.decimal()) != 0;
        return !lost && store(slot, number);
    }

    /** A JSON number by its nearest double, which is finite; as {@link #fraction}, but never for FLOAT. */
    boolean decimal(int slot, double nearest) {
        return !single && store(slot, nearest);
    }

    private static boolean sameText(Fraction value, float number) {
        BigDecimal decimal = value.decimal();
        return decimal != null
                && Float.isFinite(number)
                && new BigDecimal(Float.toString(number)).compareTo(decimal) == 0;
    }

    private boolean store(int slot, double value) {
        int index = slots.add(slot);
        values.reserve(index, 1);
        values.array[index] = single ? (float) value : value;
        return true;
    }

    @Override
    public double[] doubles() {
        return values.array;
    }

    @Override
    public double doubleAt(int index) {
        return values.array[index];
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        if (single) {
            scratch.fraction.set((float) values.array[index]);
        } else {
            scratch.fraction.set(values.array[index]);
        }
        return target.fraction(slot, scratch.fraction);
    }
}
