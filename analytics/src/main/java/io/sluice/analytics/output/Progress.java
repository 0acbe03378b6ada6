package io.sluice.analytics.output;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** Standard error: what a job is doing, one dated line a step. */
public final class Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter err;
    private final Clock clock;

    public Progress(PrintWriter err, Clock clock) {
        this.err = Objects.requireNonNull(err);
        this.clock = Objects.requireNonNull(clock);
    }

    /** Prints {@code 10:21:05 <text>}, in the zone of the clock. */
    public synchronized void line(String text) {
        err.println(TIME.format(LocalTime.now(clock)) + " " + text);
        err.flush();
    }
}
