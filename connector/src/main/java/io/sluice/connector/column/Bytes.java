package io.sluice.connector.column;

import java.util.Arrays;

/** Bytes. */
final class Bytes extends GrowingArray {
    private static final byte[] NONE = {};

    /** Replaced when it grows. */
    byte[] array = NONE;

    Bytes(Memory memory) {
        super(Byte.BYTES, memory);
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
    void take(Bytes other) {
        if (array == NONE) {
            array = other.array;
            other.array = NONE;
            taken();
        }
    }
}
