package io.sluice.connector.metric;

import java.util.concurrent.atomic.AtomicLong;

/** Written by one thread, read by any: no read-modify-write is needed, only that readers see the last value some time. */
final class Counter {
    private final AtomicLong value = new AtomicLong();

    void add(long amount) {
        value.setRelease(value.getPlain() + amount);
    }

    void set(long amount) {
        value.setRelease(amount);
    }

    long get() {
        return value.getAcquire();
    }
}
