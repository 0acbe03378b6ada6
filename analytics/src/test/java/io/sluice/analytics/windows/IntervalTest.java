package io.sluice.analytics.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class IntervalTest {
    @Test
    void lengthsAreWrittenAsInSpark() {
        assertThat(Interval.parse("--window", " 1 hour 30 MINUTES ").length()).isEqualTo(Duration.ofMinutes(90));
        assertThat(Interval.parse("--window", "2 weeks").length()).isEqualTo(Duration.ofDays(14));
        assertThat(Interval.parse("--window", "1day").spark()).isEqualTo("86400000 milliseconds");
        assertThat(Interval.parse("--trigger", "0 seconds").length()).isZero();
    }
}
