package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S1, S2, S13, S50: a worker dies as by kill -9, at any moment, again and again. Short: 8 rounds; long: 200. */
@ExtendWith(WithFleet.class)
final class KillChaosIT {
    private static final String NAME = "kill";
    private static final int PARTITIONS = 12;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Random random = Form.random();
    private final Fleet fleet;
    private final Ledger ledger = new Ledger();
    private final List<Long> recoveries = new ArrayList<>();

    KillChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s1s2NoKillLosesOrDoublesARecord() {
        int rounds = Form.rounds(8, 200);
        Path lake = fleet.work().resolve("kill-lake");
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        try (Workers workers = fleet.workers(NAME, Map.of()).start(1, 2);
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            Sink sink = new Sink(NAME, workers, lake).deploy();
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 1000, new AtomicLong());
            try (traffic) {
                awaitProgress(oracle, 0);
                for (int round = 0; round < rounds; round++) {
                    round(workers, oracle);
                }
            }
            workers.awaitStarts();
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            Verdict verdict = oracle.finish();
            assertThat(verdict.rows()).isEqualTo(ledger.records());
            Form.figure(
                    "A1",
                    rounds + " rounds of kill -9, 2 workers, 4 tasks, " + PARTITIONS + " partitions, local store, "
                            + verdict.rows() + " records, " + verdict.versions() + " versions",
                    "0 lost, 0 duplicated, 0 out of range, 0 unreadable versions");
            Form.figure(
                    "A13",
                    rounds + " rounds of kill -9: until each of " + PARTITIONS + " partitions has landed again",
                    "median " + percentile(50) + " ms, p95 " + percentile(95) + " ms");
        }
    }

    /** Parks because the moment of the kill is what is random here. */
    private void round(Workers workers, Oracle oracle) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(Form.number(1800, 7800))));
        workers.awaitOne();
        int victim = workers.any(random);
        workers.kill(victim);
        long killed = System.nanoTime();
        oracle.check();
        Map<TopicPartition, Long> produced = ledger.ends(NAME);
        workers.starts(victim);
        if (random.nextInt(4) == 0 && workers.count() > 0) {
            return; // The next one dies while this one's partitions move.
        }
        Await.answer(
                "The landing after a kill",
                LIMIT,
                () -> oracle.reached(produced) ? Optional.of(true) : Optional.empty(),
                () -> "Running workers: " + workers.count() + ".");
        recoveries.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
    }

    private void awaitProgress(Oracle oracle, long versions) {
        Await.answer(
                "The first commit",
                LIMIT,
                () -> oracle.versions() > versions ? Optional.of(true) : Optional.empty(),
                () -> "");
    }

    private long percentile(int percent) {
        List<Long> sorted = recoveries.stream().sorted().toList();
        return sorted.isEmpty() ? -1 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
