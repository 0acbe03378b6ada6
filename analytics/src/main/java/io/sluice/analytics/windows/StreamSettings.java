package io.sluice.analytics.windows;

import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.streaming.Trigger;

/**
 * How a stream runs.
 *
 * @param drain whether it ends when it has counted what was there at its start
 * @param every the least time between the starts of two batches
 * @param delay how late a row may be by event time
 */
record StreamSettings(Mode mode, boolean drain, Interval every, Interval delay, Optional<String> checkpoint) {
    StreamSettings {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(every);
        Objects.requireNonNull(delay);
        Objects.requireNonNull(checkpoint);
    }

    Trigger trigger() {
        return drain
                ? Trigger.AvailableNow()
                : Trigger.ProcessingTime(every.length().toMillis());
    }
}
