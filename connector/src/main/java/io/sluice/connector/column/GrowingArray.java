package io.sluice.connector.column;

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

    abstract int length();

    abstract void resize(int length);

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
        resize(length);
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

    /** The array came from another buffer, and took the place of an empty one. */
    final void taken() {
        memory.hold((long) length() * width);
    }
}
