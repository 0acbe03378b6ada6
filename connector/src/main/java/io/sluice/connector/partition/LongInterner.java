package io.sluice.connector.partition;

import java.util.Arrays;

/** Numbers distinct longs 0, 1, 2 … in the order in which they first come: an open-addressing hash map without boxes. */
final class LongInterner {
    private static final int NONE = -1;

    private long[] values = new long[8];
    private int size;
    private int[] slots = new int[16];
    private int nullOrdinal = NONE;

    LongInterner() {
        Arrays.fill(slots, NONE);
    }

    int size() {
        return size;
    }

    /** The value behind an ordinal; meaningless for the ordinal of null. */
    long value(int ordinal) {
        return values[ordinal];
    }

    boolean isNull(int ordinal) {
        return ordinal == nullOrdinal;
    }

    int internNull() {
        if (nullOrdinal == NONE) {
            nullOrdinal = append(0);
        }
        return nullOrdinal;
    }

    int intern(long value) {
        int slot = slot(value);
        if (slots[slot] != NONE) {
            return slots[slot];
        }
        slots[slot] = append(value);
        int ordinal = slots[slot];
        if (size * 2 > slots.length) {
            rehash();
        }
        return ordinal;
    }

    private int append(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        return size++;
    }

    /** Where the value is, or would be. */
    private int slot(long value) {
        // Fibonacci hashing: days and hours are runs of neighbours, whose low bits alone would pile up after the shift
        // by a column.
        long mixed = value * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed ^ (mixed >>> 32)) & (slots.length - 1);
        while (slots[slot] != NONE && values[slots[slot]] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, NONE);
        for (int ordinal = 0; ordinal < size; ordinal++) {
            if (ordinal != nullOrdinal) {
                slots[slot(values[ordinal])] = ordinal;
            }
        }
    }
}
