package io.sluice.connector.metric;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.MetricConfig;

/**
 * A statistic of Kafka's over the last five minutes: with Kafka's own thirty-second windows a task that commits once a minute would show
 * nothing every other minute.
 */
final class Window {
    private static final MetricConfig FIVE_MINUTES =
            new MetricConfig().samples(10).timeWindow(30, TimeUnit.SECONDS);

    private final MeasurableStat statistic;
    private final Clock clock;

    Window(MeasurableStat statistic, Clock clock) {
        this.statistic = statistic;
        this.clock = clock;
    }

    // Kafka's statistics are not safe for threads by themselves.
    synchronized void record(long value) {
        statistic.record(FIVE_MINUTES, (double) value, clock.millis());
    }

    synchronized double measure() {
        return statistic.measure(FIVE_MINUTES, clock.millis());
    }
}
