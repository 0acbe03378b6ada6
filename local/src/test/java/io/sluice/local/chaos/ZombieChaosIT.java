package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/**
 * S8: a worker stands still past its session timeout (SIGSTOP, as a paused virtual machine or a long garbage collection does), another
 * lands its partitions, then it wakes up with a full buffer and believes that it owns them. Short: 4 rounds; long: 60.
 */
@ExtendWith(WithFleet.class)
final class ZombieChaosIT {
    private static final String NAME = "zombie";
    private static final int PARTITIONS = 12;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FENCED = "another task landed it";

    private final Random random = Form.random();
    private final Fleet fleet;
    private final Ledger ledger = new Ledger();

    ZombieChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s8AWorkerThatWakesUpAfterItsPartitionsWentLandsNothingOfThem() {
        int rounds = Form.rounds(4, 60);
        Path lake = fleet.work().resolve("zombie-lake");
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        try (Workers workers = fleet.workers(NAME, Map.of()).start(1, 2);
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            // So short that a flush is under way at nearly every moment: a zombie wakes up in the middle of it.
            Sink sink = new Sink(NAME, workers, lake)
                    .set("commit.interval.ms", "10")
                    .deploy();
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 1000, new AtomicLong());
            int fenced = 0;
            try (traffic) {
                for (int round = 0; round < rounds; round++) {
                    fenced += round(workers, oracle) ? 1 : 0;
                }
            }
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            Verdict verdict = oracle.finish();
            Form.figure(
                    "A3",
                    rounds + " rounds of SIGSTOP past the session timeout and SIGCONT, 2 workers, " + verdict.rows()
                            + " records, " + verdict.versions() + " versions",
                    "0 duplicated, 0 lost, fenced in " + fenced + " of " + rounds + " rounds");
            assertThat(verdict.rows()).isEqualTo(ledger.records());
            // A zombie that Kafka tells first drops its buffer without a try: no fence is seen then.
            assertThat(fenced).as("rounds with a fenced zombie").isGreaterThanOrEqualTo(Form.rounds(2, 50));
        }
    }

    /** @return whether the zombie tried to land and was fenced */
    private boolean round(Workers workers, Oracle oracle) {
        awaitLanded(oracle, ledger.ends(NAME), "The landing by both");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1000)));
        int zombie = workers.any(random);
        long before = fences(workers, zombie);
        workers.signal(zombie, "STOP");
        awaitLanded(oracle, ledger.ends(NAME), "The landing by the other");
        workers.signal(zombie, "CONT");
        awaitLanded(oracle, ledger.ends(NAME), "The landing after the wake-up");
        workers.awaitHealthy(zombie);
        oracle.check();
        return fences(workers, zombie) > before;
    }

    private static void awaitLanded(Oracle oracle, Map<TopicPartition, Long> ends, String what) {
        Await.answer(what, LIMIT, () -> oracle.reached(ends) ? Optional.of(true) : Optional.empty(), () -> "");
    }

    private static long fences(Workers workers, int number) {
        try (var lines = Files.lines(workers.worker(number).jvm().log())) {
            return lines.filter(line -> line.contains(FENCED)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
