package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S31, S32: a worker cannot reach the broker while it reaches the lake, so that it goes on landing what it has read, and another takes
 * its partitions; then the network is whole again. Short: 2 rounds of 8 s; long: 10 of a minute.
 */
@ExtendWith(WithFleet.class)
final class PartitionChaosIT {
    private static final String NAME = "partitioned";
    private static final int PARTITIONS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration CUT = Form.time(Duration.ofSeconds(8), Duration.ofMinutes(1));

    private final Fleet fleet;
    private final Ledger ledger = new Ledger();

    PartitionChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s31s32AWorkerThatIsCutOffFromKafkaLandsNothingTwice() {
        int rounds = Form.rounds(2, 10);
        Path lake = fleet.work().resolve("partitioned-lake");
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        String cut = "127.0.0.1:" + fleet.proxy().port();
        try (Workers near = fleet.workers(NAME, Map.of());
                // Its tasks alone: a worker that loses its group stops them at once.
                Workers far = fleet.workers(NAME, Map.of("consumer.bootstrap.servers", cut));
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            near.starts(1);
            far.start(2);
            near.awaitStarts();
            // Longer than the session: what was read before the cut is put when others have its partitions already.
            Sink sink =
                    new Sink(NAME, near, lake).set("commit.interval.ms", "5000").deploy();
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 1000, new AtomicLong());
            try (traffic) {
                for (int round = 0; round < rounds; round++) {
                    long before = far.said(2, "Landed ");
                    awaitLanded(oracle);
                    awaitLanding(far, before);
                    fleet.proxy().cut();
                    hold();
                    awaitLanded(oracle);
                    fleet.proxy().heal();
                    awaitLanded(oracle);
                    far.awaitHealthy(2);
                    oracle.check();
                }
            } finally {
                fleet.proxy().heal();
            }
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            assertThat(oracle.finish().rows()).isEqualTo(ledger.records());
        }
    }

    private void awaitLanded(Oracle oracle) {
        Map<TopicPartition, Long> ends = ledger.ends(NAME);
        Await.answer("The landing", LIMIT, () -> oracle.reached(ends) ? Optional.of(true) : Optional.empty(), () -> "");
    }

    private static void awaitLanding(Workers far, long before) {
        Await.answer(
                "A landing by the worker that is to be cut off",
                LIMIT,
                () -> far.said(2, "Landed ") > before ? Optional.of(true) : Optional.empty(),
                () -> far.worker(2).jvm().tail());
    }

    private static void hold() {
        long end = System.nanoTime() + CUT.toNanos();
        Await.answer(
                "The end of the partition",
                CUT.plus(LIMIT),
                () -> System.nanoTime() > end ? Optional.of(true) : Optional.empty(),
                () -> "");
    }
}
