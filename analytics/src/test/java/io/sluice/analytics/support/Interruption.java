package io.sluice.analytics.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.SparkSession;

/** A clock that, when it is asked for the first time, lets something else happen: what another process does at just that moment. */
public final class Interruption extends Clock {
    private static final Instant NOW = Instant.parse("2001-01-01T10:21:05Z");

    private Runnable action;

    public Interruption(Runnable action) {
        this.action = action;
    }

    @Override
    public Instant instant() {
        Runnable once = action;
        action = () -> {};
        SparkSession session = SparkSession.active();
        once.run();
        SparkSession.setActiveSession(session);
        return NOW;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("of no use here");
    }
}
