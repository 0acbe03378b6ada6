package io.sluice.connector.column;

import java.util.Arrays;

/** 32 bits a value. */
final class Ints extends GrowingArray {
    private static final int[] NONE = {};

    /** Replaced when it grows. */
    int[] array = NONE;

    Ints(Memory memory) {
        super(Integer.BYTES, memory);
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
    void take(Ints other) {
        if (array == NONE) {
            array = other.array;
            other.array = NONE;
            taken();
        }
    }
}
