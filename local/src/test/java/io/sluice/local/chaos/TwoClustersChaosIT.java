package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.failpoint.Failpoint;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S16: two Connect clusters that know nothing of each other run a connector of one name on one Kafka and one lake. Their tasks share the
 * consumer group and so the partitions: in quiet times nobody is fenced; a worker of one that stands still is fenced by the other; one
 * that dies is stood in for. Short: 1 round; long: 10.
 */
@ExtendWith(WithFleet.class)
final class TwoClustersChaosIT {
    private static final String NAME = "twins";
    private static final int PARTITIONS = 8;
    private static final int QUIET = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Fleet fleet;
    private final Armory armory;
    private final Ledger ledger = new Ledger();

    TwoClustersChaosIT(Fleet fleet) {
        this.fleet = fleet;
        this.armory = new Armory(fleet.work(), NAME);
    }

    @Test
    void s16TwoClustersWithOneConnectorsNameShareItsPartitionsAndLandEachRecordOnce() {
        Path lake = fleet.work().resolve("twins-lake");
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        try (Workers first = workers("twins-first");
                Workers second = workers("twins-second");
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            List<Workers> both = List.of(first, second);
            both.forEach(workers -> workers.starts(1));
            both.forEach(Workers::awaitStarts);
            List<Sink> sinks = both.stream()
                    .map(workers ->
                            new Sink(NAME, workers, lake).set("tasks.max", "2").deploy())
                    .toList();
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 500, new AtomicLong());
            try (traffic) {
                shareInPeace(both, oracle);
                for (int round = 0; round < Form.rounds(1, 10); round++) {
                    stopOne(both, oracle);
                    killOne(both.get(round % 2), oracle);
                }
            }
            both.forEach(Workers::awaitStarts);
            sinks.get(0).awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            assertThat(oracle.finish().rows()).isEqualTo(ledger.records());
        }
    }

    private Workers workers(String cluster) {
        return fleet.workers(cluster, Map.of()).environment("JDK_JAVA_OPTIONS", armory.javaOption());
    }

    /** Both land, and neither is fenced once the group has settled. */
    private void shareInPeace(List<Workers> both, Oracle oracle) {
        fleet.awaitSettled(NAME, 4);
        for (Workers workers : both) {
            Await.answer(
                    "A landing by each cluster",
                    LIMIT,
                    () -> workers.said(1, "Landed ") > 0 ? Optional.of(true) : Optional.empty(),
                    () -> workers.worker(1).jvm().tail());
        }
        long before = both.stream().mapToLong(this::fences).sum();
        for (int i = 0; i < QUIET; i++) {
            awaitLanded(oracle);
        }
        assertThat(both.stream().mapToLong(this::fences).sum())
                .as("fences in quiet times")
                .isEqualTo(before);
    }

    /** In the middle of a flush. */
    private void stopOne(List<Workers> both, Oracle oracle) {
        fleet.awaitSettled(NAME, 4);
        armory.hold(Failpoint.BEFORE_PUT);
        long pid = Await.answer(
                "A flush before its put",
                LIMIT,
                () -> armory.heldBy(Failpoint.BEFORE_PUT).stream().boxed().findFirst(),
                () -> "");
        Workers zombies = both.stream()
                .filter(workers -> workers.worker(1).jvm().pid() == pid)
                .findFirst()
                .orElseThrow();
        long before = fences(zombies);
        zombies.signal(1, "STOP");
        awaitLanded(oracle);
        armory.release(Failpoint.BEFORE_PUT);
        zombies.signal(1, "CONT");
        awaitLanded(oracle);
        oracle.check();
        Await.answer(
                "A fence before the worker of one cluster by the other's",
                LIMIT,
                () -> fences(zombies) > before ? Optional.of(true) : Optional.empty(),
                () -> zombies.worker(1).jvm().tail());
        zombies.awaitHealthy(1);
    }

    private void killOne(Workers workers, Oracle oracle) {
        workers.kill(1);
        awaitLanded(oracle);
        workers.start(1);
        awaitLanded(oracle);
        oracle.check();
    }

    private void awaitLanded(Oracle oracle) {
        Map<TopicPartition, Long> ends = ledger.ends(NAME);
        Await.answer("The landing", LIMIT, () -> oracle.reached(ends) ? Optional.of(true) : Optional.empty(), () -> "");
    }

    private long fences(Workers workers) {
        return armory.fences(workers.worker(1).jvm().pid());
    }
}
