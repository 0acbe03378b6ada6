package io.sluice.connector.column;

/** What the arrays of one buffer hold, in bytes; every array reports its growth here, so that asking is free. */
final class Memory {
    private long bytes;

    void add(long change) {
        bytes += change;
    }

    long bytes() {
        return bytes;
    }
}
