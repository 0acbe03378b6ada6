package io.sluice.connector.column;

import java.util.Arrays;

/** Bytes. */
final class Bytes extends GrowingArray {
    /** Replaced when it grows. */
    byte[] array = {};

    Bytes(Memory memory) {
        super(Byte.BYTES, memory);
    }

    @Override
    byte[] get() {
        return array;
    }

    @Override
    void set(Object other) {
        array = (byte[]) other;
    }

    @Override
    byte[] copy(int length) {
        return Arrays.copyOf(array, length);
    }
}
