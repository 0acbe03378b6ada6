package io.sluice.connector.column;

import java.util.Arrays;

/** 64 bits a value. */
final class Longs extends GrowingArray {
    /** Replaced when it grows. */
    long[] array = {};

    Longs(Memory memory) {
        super(Long.BYTES, memory);
    }

    @Override
    long[] get() {
        return array;
    }

    @Override
    void set(Object other) {
        array = (long[]) other;
    }

    @Override
    long[] copy(int length) {
        return Arrays.copyOf(array, length);
    }
}
