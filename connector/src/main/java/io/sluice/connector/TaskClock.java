package io.sluice.connector;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Time as it passes, whatever the wall clock says.
 *
 * @param nanoTime {@link System#nanoTime()} or what stands in for it
 */
record TaskClock(LongSupplier nanoTime) {
    static final TaskClock SYSTEM = new TaskClock(System::nanoTime);

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }
}
