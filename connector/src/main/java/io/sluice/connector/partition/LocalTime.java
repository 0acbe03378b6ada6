package io.sluice.connector.partition;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.concurrent.TimeUnit;

/** What clocks of a zone show at a moment. The offset is asked for once per stretch in which it does not change. */
final class LocalTime {
    private final ZoneRules rules;
    /** The stretch that was asked for last: microseconds, the end exclusive. */
    private long from = 1;

    private long to;
    private long offset;

    LocalTime(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Microseconds since 1970-01-01T00:00 of the zone's own clocks. */
    long micros(long utc) {
        if (utc < from || utc >= to) {
            ask(Instant.EPOCH.plus(utc, ChronoUnit.MICROS));
        }
        long local = utc + offset;
        // The last hours of a long have no local time in every zone.
        return ((utc ^ local) & (offset ^ local)) < 0 ? utc : local;
    }

    private void ask(Instant moment) {
        offset = TimeUnit.SECONDS.toMicros(rules.getOffset(moment).getTotalSeconds());
        // A moment that is a transition itself belongs to what follows.
        ZoneOffsetTransition before = rules.previousTransition(moment.plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(moment);
        from = before == null ? Long.MIN_VALUE : TimeUnit.SECONDS.toMicros(before.toEpochSecond());
        to = after == null ? Long.MAX_VALUE : TimeUnit.SECONDS.toMicros(after.toEpochSecond());
    }
}
