package io.sluice.connector.parquet;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers distinct longs from 0 on, in the order in which they come first: open addressing, at most a quarter full. Arrays outlive
 * {@link #clear}: a file of few rows would pay more for new ones, and for growing them, than for its values.
 */
final class LongTable {
    private static final int FIRST = 64;
    /** In half as many a look-up finds its place taken, and so branches another way than the one before it, twice as often. */
    private static final int SLOTS_PER_ENTRY = 4;

    /** Odd, and not the same in two tables: no producer can choose values that all fall into one place. */
    private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;

    private long[] entries = new long[FIRST];
    /** Number of the entry plus one; 0 is free. */
    private int[] slots = new int[SLOTS_PER_ENTRY * FIRST];

    /** How many entries there is room for: a power of two. Of the arrays only as much is in use. */
    private int room = FIRST;

    private int mask = slots.length - 1;
    private int shift = Long.numberOfLeadingZeros(slots.length) + 1;
    private int size;

    /**
     * Forgets all entries.
     *
     * @param expected about how many will come
     */
    void clear(int expected) {
        size = 0;
        resize(Math.max(FIRST, Integer.highestOneBit(Math.max(1, expected)) << 1));
    }

    int id(long value) {
        int at = place(value);
        while (slots[at] != 0) {
            int id = slots[at] - 1;
            if (entries[id] == value) {
                return id;
            }
            at = (at + 1) & mask;
        }
        if (size == room) {
            resize(2 * room);
            at = free(place(value));
        }
        entries[size] = value;
        slots[at] = size + 1;
        return size++;
    }

    private int place(long value) {
        // The product's upper bits are the ones that all of the value's bits reach; folding lets its upper half take
        // part.
        return (int) (((value ^ (value >>> Integer.SIZE)) * multiplier) >>> shift);
    }

    private int free(int place) {
        int at = place;
        while (slots[at] != 0) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void resize(int entriesAtMost) {
        room = entriesAtMost;
        if (entries.length < room) {
            entries = Arrays.copyOf(entries, room);
        }
        int length = SLOTS_PER_ENTRY * room;
        if (slots.length < length) {
            slots = new int[length];
        } else {
            Arrays.fill(slots, 0, length, 0);
        }
        mask = length - 1;
        shift = Long.numberOfLeadingZeros(length) + 1;
        for (int id = 0; id < size; id++) {
            slots[free(place(entries[id]))] = id + 1;
        }
    }

    int size() {
        return size;
    }

    /** By number; longer than {@link #size()}. */
    long[] entries() {
        return entries;
    }
}
