package io.sluice.connector.column;

/**
 * What the arrays of one buffer hold, in bytes; every array reports its growth here, so that asking is free. Two accounts: what the rows have
 * use of, and what is taken from the heap, which is more where arrays come from a larger batch.
 */
final class Memory {
    private long bytes;
    private long held;

    /** For what is no array. */
    void add(long change) {
        use(change);
        hold(change);
    }

    void use(long change) {
        bytes += change;
    }

    long bytes() {
        return bytes;
    }

    void hold(long change) {
        held += change;
    }

    long held() {
        return held;
    }
}
