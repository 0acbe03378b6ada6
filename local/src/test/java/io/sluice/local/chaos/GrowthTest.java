package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** That {@link SoakChaosIT} would notice a leak, and does not take noise for one. */
final class GrowthTest {
    private static final int SAMPLES = 480;
    private static final int HOURS = 4;
    private static final long HEAP = 40 << 20;
    private static final double NOISE = 0.05;

    private final Random random = new Random(7);

    /** Samples of four hours. */
    private Growth growth(double percentAnHour, int filesAnHour) {
        Growth growth = new Growth();
        for (int i = 0; i < SAMPLES; i++) {
            double hours = (double) HOURS * i / SAMPLES;
            double heap = HEAP * (1 + percentAnHour / 100 * hours + NOISE * random.nextGaussian());
            growth.add(hours, Math.round(heap), (int) (200 + filesAnHour * hours + random.nextInt(10)));
        }
        return growth;
    }

    @Test
    void aHeapThatMovesButDoesNotGrowIsFlat() {
        assertThat(growth(0, 0).leastHeapGrowth()).isBetween(-2.0, 0.5);
    }

    @Test
    void aHeapThatGrowsIsSeenToGrow() {
        assertThat(growth(3, 0).leastHeapGrowth()).isBetween(1.5, 3.0);
    }

    @Test
    void classesThatAreLoadedAtFirstAreNoGrowth() {
        Growth growth = new Growth();
        for (int i = 0; i < SAMPLES; i++) {
            growth.add(
                    (double) HOURS * i / SAMPLES,
                    HEAP - (i < SAMPLES / 5 ? HEAP / 2 : 0) + random.nextInt(1 << 20),
                    200);
        }
        assertThat(growth.leastHeapGrowth()).isLessThan(0.5);
    }

    @Test
    void minutesSayNothingOfHours() {
        Growth minutes = new Growth();
        for (int i = 0; i < 20; i++) {
            minutes.add(i / 120.0, HEAP + i * 10_000L, 200 + i);
        }
        assertThat(minutes.isLong()).isFalse();
        assertThat(minutes).asString().contains("too short a run for a slope");
        assertThat(growth(0, 0).isLong()).isTrue();
        assertThat(growth(0, 0)).asString().contains("% an hour");
    }

    @Test
    void filesThatAreLeftOpenAreSeen() {
        assertThat(growth(0, 0).fileGrowth()).isNotPositive();
        assertThat(growth(0, 20).fileGrowth()).isPositive();
    }
}
