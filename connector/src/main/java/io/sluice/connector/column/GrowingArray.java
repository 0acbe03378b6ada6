package io.sluice.connector.column;

import java.lang.reflect.Array;

/**
 * An array that grows by half. What a column may use of it is accounted in {@link Memory}, as if it had grown so from the start: an array that
 * comes from a batch that has landed is longer, and its rest is accounted when it is needed, without a copy.
 */
abstract class GrowingArray {
    private static final int FIRST = 16;
    /** Arrays a little short of 2^31 are refused by some JVMs. */
    private static final int MAX = Integer.MAX_VALUE - 8;

    private final Memory memory;
    private final int width;
    /** Elements that may be used: at most the array's. */
    private int capacity;

    /** @param width of an element, in bytes */
    GrowingArray(int width, Memory memory) {
        this.width = width;
        this.memory = memory;
    }

    /** The array; a field of the type's own in the subclass, for the loops. */
    abstract Object get();

    abstract void set(Object array);

    /** The array's first elements, or all of them and zeros. */
    abstract Object copy(int length);

    private int length() {
        return Array.getLength(get());
    }

    /** Makes room for some elements after those that are used. */
    final void reserve(int used, int more) {
        if (capacity - used < more) {
            grow(used + more);
        }
    }

    private void grow(int need) {
        if (need < 0 || need > MAX) {
            throw new IllegalStateException(
                    "One column of a batch has reached 2 GiB, the most that an array holds. Lower buffer.memory.bytes below 2147483647.");
        }
        long next = Math.max(FIRST, capacity + (long) (capacity >> 1));
        int grown = (int) Math.min(MAX, Math.max(next, need));
        if (length() < grown) {
            fit(grown);
        }
        account(grown);
    }

    private void fit(int length) {
        memory.hold((long) (length - length()) * width);
        set(copy(length));
    }

    private void account(int elements) {
        memory.use((long) (elements - capacity) * width);
        capacity = elements;
    }

    /** Lets go of what may not be used. */
    final void trim() {
        if (capacity < length()) {
            fit(capacity);
        }
    }

    /** Takes the array out of the account; the object may not be used afterwards. */
    final void release() {
        account(0);
        memory.hold(-(long) length() * width);
    }

    /** Takes the array of a column that is not used any more, if this one has none yet and they are of one type. */
    final void take(GrowingArray other) {
        if (length() == 0 && other.getClass() == getClass()) {
            set(other.get());
            // Who reads there still must not see what is written here.
            other.set(other.copy(0));
            memory.hold((long) length() * width);
        }
    }
}
