package io.sluice.connector;

import io.sluice.connector.config.CommitSettings;

/**
 * When to flush, when to hold Kafka back, and when to be called again. Pure; times are those of a {@link TaskClock}.
 *
 * <p>The memory contract: a third each for the filling batch, the batch in flight and the encoder.
 */
record FlushPolicy(CommitSettings settings) {
    private static final long IN_FLIGHT_MS = 100;
    private static final long HELD_BACK_MS = 20;
    private static final long REOPEN_MS = 500;

    /** What to flush. */
    enum Due {
        NOTHING,
        ALL,
        /** Memory is short, and nothing else is due: the tables that hold most. */
        FULLEST
    }

    /**
     * What fills.
     *
     * @param oldestMillis when its first record came; any number when there is none
     */
    record Filling(long records, long bytes, long oldestMillis) {}

    Due due(Filling filling, long nowMillis) {
        if (filling.records() == 0) {
            return Due.NOTHING;
        }
        boolean old = nowMillis - filling.oldestMillis() >= settings.interval().toMillis();
        boolean many = settings.records() > 0 && filling.records() >= settings.records();
        boolean large = settings.bytes() > 0 && filling.bytes() >= settings.bytes();
        if (old || many || large) {
            return Due.ALL;
        }
        return full(filling) ? Due.FULLEST : Due.NOTHING;
    }

    boolean full(Filling filling) {
        return filling.bytes() >= settings.bufferMemoryBytes() / 3;
    }

    /** After how many ms {@code put} wants to be called although Kafka may have nothing, at least 1. */
    long callAgain(Filling filling, boolean inFlight, boolean unopened, long nowMillis) {
        long wait = Long.MAX_VALUE;
        if (inFlight) {
            wait = full(filling) ? HELD_BACK_MS : IN_FLIGHT_MS;
        } else if (unopened) {
            wait = REOPEN_MS;
        }
        if (filling.records() > 0 && !inFlight) {
            wait = Math.min(wait, filling.oldestMillis() + settings.interval().toMillis() - nowMillis);
        }
        return Math.max(1, wait);
    }
}
