package io.sluice.connector.column;

import java.util.Arrays;

/** 32 bits a value. */
final class Ints extends GrowingArray {
    /** Replaced when it grows. */
    int[] array = {};

    Ints(Memory memory) {
        super(Integer.BYTES, memory);
    }

    @Override
    int[] get() {
        return array;
    }

    @Override
    void set(Object other) {
        array = (int[]) other;
    }

    @Override
    int[] copy(int length) {
        return Arrays.copyOf(array, length);
    }
}
