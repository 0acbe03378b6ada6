package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LakeUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

final class OutageTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);

    private final Outage outage = new Outage(Duration.ofSeconds(30));

    @Test
    void leavesTheLakeAloneForAWhile() {
        outage.met(P0, away(), 0);

        assertThat(outage.pauses(999)).isTrue();
        assertThat(outage.pauses(1_000)).isFalse();
        assertThat(outage.lasts()).isTrue();
    }

    @Test
    void lastsUntilThePartitionThatWaitsWasAnswered() {
        outage.met(P0, away(), 0);
        outage.answered(P1);
        assertThat(outage.lasts()).as("P1's offset was known before").isTrue();

        outage.answered(P0);
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.pauses(1)).isFalse();
    }

    @Test
    void endsWhenThePartitionGoes() {
        outage.met(P0, away(), 0);
        outage.closed(List.of(P0));

        assertThat(outage.lasts()).isFalse();
    }

    @Test
    void failsTheTaskWhenItLastsTooLong() {
        outage.met(P0, away(), 0);
        outage.met(P0, away(), 30_000);

        assertThatThrownBy(() -> outage.met(P0, away(), 30_001))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.timeout.ms=30000")
                .hasMessageContaining("Nothing is lost");
    }

    /** A real one: no such file system. */
    private static LakeUnavailableException away() {
        try {
            LakeStorage.open(new LakeSettings("nowhere://lake", Map.of(), Duration.ofSeconds(1)), "Sluice/test");
        } catch (LakeUnavailableException expected) {
            return expected;
        }
        throw new AssertionError("There is a file system nowhere:");
    }
}
