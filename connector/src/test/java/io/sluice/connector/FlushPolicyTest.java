package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.FlushPolicy.Due;
import io.sluice.connector.config.CommitSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FlushPolicyTest {
    private static final long MEGABYTE = 1 << 20;

    private final FlushPolicy policy =
            new FlushPolicy(new CommitSettings(Duration.ofSeconds(60), 1_000, 10 * MEGABYTE, 90 * MEGABYTE));

    @Test
    void flushesWhatIsOldEnough() {
        assertThat(policy.due(filling(1, 1), 59_999)).isEqualTo(Due.NOTHING);
        assertThat(policy.due(filling(1, 1), 60_000)).isEqualTo(Due.ALL);
    }

    @Test
    void flushesSoonerByRecordsBytesOrMemory() {
        assertThat(policy.due(filling(1_000, 1), 0)).isEqualTo(Due.ALL);
        assertThat(policy.due(filling(1, 10 * MEGABYTE), 0)).isEqualTo(Due.ALL);
        FlushPolicy byMemory = new FlushPolicy(new CommitSettings(Duration.ofSeconds(60), 0, 0, 90 * MEGABYTE));
        assertThat(byMemory.due(filling(1_000_000, 30 * MEGABYTE - 1), 0)).isEqualTo(Due.NOTHING);
        assertThat(byMemory.due(filling(1, 30 * MEGABYTE), 0)).isEqualTo(Due.FULLEST);
        assertThat(byMemory.due(filling(1, 30 * MEGABYTE), 60_000)).isEqualTo(Due.ALL);
    }

    @Test
    void neverFlushesNothing() {
        assertThat(policy.due(filling(0, 0), Long.MAX_VALUE)).isEqualTo(Due.NOTHING);
    }

    @Test
    void isCalledAgainWhenTheOldestRecordIsDueThoughTheTopicIsIdle() {
        assertThat(policy.callAgain(filling(1, 1), false, false, 20_000)).isEqualTo(40_000);
        assertThat(policy.callAgain(filling(1, 1), false, false, 90_000)).isEqualTo(1);
        assertThat(policy.callAgain(filling(0, 0), false, false, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void isCalledAgainSoonWhileAFlushOrAnOutageLasts() {
        assertThat(policy.callAgain(filling(0, 0), true, false, 0)).isLessThanOrEqualTo(100);
        assertThat(policy.callAgain(filling(1, 30 * MEGABYTE), true, false, 0)).isLessThanOrEqualTo(20);
        assertThat(policy.callAgain(filling(0, 0), false, true, 0)).isLessThanOrEqualTo(500);
    }

    private static FlushPolicy.Filling filling(long records, long bytes) {
        return new FlushPolicy.Filling(records, bytes, 0);
    }
}
