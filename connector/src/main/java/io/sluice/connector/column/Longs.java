package io.sluice.connector.column;

import java.util.Arrays;

/** 64 bits a value. */
final class Longs extends GrowingArray {
    private static final long[] NONE = {};

    /** Replaced when it grows. */
    long[] array = NONE;

    Longs(Memory memory) {
        super(Long.BYTES, memory);
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
    void take(Longs other) {
        if (array == NONE) {
            array = other.array;
            other.array = NONE;
            taken();
        }
    }
}
