package io.sluice.connector.column;

import java.util.Arrays;

/** A double a value. */
final class Doubles extends GrowingArray {
    private static final double[] NONE = {};

    /** Replaced when it grows. */
    double[] array = NONE;

    Doubles(Memory memory) {
        super(Double.BYTES, memory);
    }

    @Override
    int length() {
        return array.length;
    }

    @Override
    void resize(int length) {
        array = Arrays.copyOf(array, length);
    }

    /** Takes the array of a column that is not used any more, if this one has none yet. */
    void take(Doubles other) {
        if (array == NONE) {
            array = other.array;
            other.array = NONE;
            taken();
        }
    }
}
