package io.sluice.connector.column;

import java.util.Arrays;

/** A double a value. */
final class Doubles extends GrowingArray {
    /** Replaced when it grows. */
    double[] array = {};

    Doubles(Memory memory) {
        super(Double.BYTES, memory);
    }

    @Override
    double[] get() {
        return array;
    }

    @Override
    void set(Object other) {
        array = (double[]) other;
    }

    @Override
    double[] copy(int length) {
        return Arrays.copyOf(array, length);
    }
}
