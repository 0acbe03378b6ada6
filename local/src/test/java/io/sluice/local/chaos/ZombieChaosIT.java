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
 * lands its partitions, then it wakes up and believes that it owns them. In most rounds one of its flushes is held at a failpoint when it
 * is stopped, so that it wakes up between two steps of a landing, before Kafka can have told it anything: there a fence must be seen. In
 * the others it is stopped at any moment, and may drop its buffer without a try. Short: 6 rounds; long: 60.
 */
@ExtendWith(WithFleet.class)
final class ZombieChaosIT {
    private static final String NAME = "zombie";
    private static final int PARTITIONS = 12;
    private static final Duration LIMIT = Form.time(Duration.ofMinutes(2), Duration.ofMinutes(6));
    private static final int TASKS = 4;
    /** From the snapshot that a landing compares with to its put. */
    private static final List<Failpoint> STEPS = List.of(
            Failpoint.BEFORE_CHECK,
            Failpoint.AFTER_CHECK,
            Failpoint.BEFORE_WRITER_CLOSE,
            Failpoint.AFTER_DATA_WRITE,
            Failpoint.BEFORE_PUT);

    private static final int ROUNDS = Form.rounds(6, 60);
    private static final int RANDOM_ONE_IN = Math.min(ROUNDS, 10);

    private final Random random = Form.random();
    private final Fleet fleet;
    private final Armory armory;
    private final Ledger ledger = new Ledger();

    ZombieChaosIT(Fleet fleet) {
        this.fleet = fleet;
        this.armory = new Armory(fleet.work(), NAME);
    }

    @Test
    void s8AWorkerThatWakesUpAfterItsPartitionsWentLandsNothingOfThem() {
        Path lake = fleet.work().resolve("zombie-lake");
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        try (Workers workers = fleet.workers(NAME, Map.of())
                        .environment("JDK_JAVA_OPTIONS", armory.javaOption())
                        .start(1, 2);
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            // So short that a flush is under way at many moments: a zombie wakes up in the middle of it.
            Sink sink = new Sink(NAME, workers, lake)
                    .set("tasks.max", Integer.toString(TASKS))
                    .set("commit.interval.ms", "10")
                    .deploy();
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 1000, new AtomicLong());
            String fenced;
            try (traffic) {
                fenced = rounds(workers, oracle);
            }
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            Verdict verdict = oracle.finish();
            assertThat(verdict.rows()).isEqualTo(ledger.records());
            Form.figure(
                    "A3",
                    ROUNDS + " rounds of SIGSTOP past the session timeout and SIGCONT, 2 workers, " + verdict.rows()
                            + " records, " + verdict.versions() + " versions",
                    "0 duplicated, 0 lost, " + fenced);
        }
    }

    private String rounds(Workers workers, Oracle oracle) {
        int held = 0;
        int unheld = 0;
        int fencedUnheld = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            fleet.awaitSettled(NAME, TASKS);
            awaitLanded(oracle, "The landing by both");
            if (round % RANDOM_ONE_IN == 0) {
                unheld++;
                fencedUnheld += stopAtAnyMoment(workers, oracle) ? 1 : 0;
            } else {
                stopBetween(STEPS.get(held++ % STEPS.size()), workers, oracle);
            }
        }
        return "fenced in " + (held + fencedUnheld) + " of " + (held + unheld) + " rounds: " + held + " of " + held
                + " stopped between two steps of a landing, " + fencedUnheld + " of " + unheld + " at any moment";
    }

    /** The flush that is held goes on as the first thing that the worker does when it wakes up, and must be fenced. */
    private void stopBetween(Failpoint step, Workers workers, Oracle oracle) {
        armory.hold(step);
        int zombie = workers.numbered(awaitHeld(step));
        long before = fences(workers, zombie);
        workers.signal(zombie, "STOP");
        awaitLanded(oracle, "The landing by the other");
        armory.release(step);
        wake(zombie, workers, oracle);
        Await.answer(
                "A fence before the flush that was held at " + step,
                LIMIT,
                () -> fences(workers, zombie) > before ? Optional.of(true) : Optional.empty(),
                () -> workers.worker(zombie).jvm().tail());
    }

    /** @return whether the zombie tried to land and was fenced; one that Kafka tells first drops its buffer without a try */
    private boolean stopAtAnyMoment(Workers workers, Oracle oracle) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1000)));
        int zombie = workers.any(random);
        long before = fences(workers, zombie);
        workers.signal(zombie, "STOP");
        awaitLanded(oracle, "The landing by the other");
        wake(zombie, workers, oracle);
        return fences(workers, zombie) > before;
    }

    private void wake(int zombie, Workers workers, Oracle oracle) {
        workers.signal(zombie, "CONT");
        awaitLanded(oracle, "The landing after the wake-up");
        workers.awaitHealthy(zombie);
        oracle.check();
    }

    private long fences(Workers workers, int number) {
        return armory.fences(workers.worker(number).jvm().pid());
    }

    private long awaitHeld(Failpoint step) {
        return Await.answer(
                "A flush at " + step,
                LIMIT,
                () -> armory.heldBy(step).stream().boxed().findFirst(),
                () -> "Hits so far: " + armory.hits() + ".");
    }

    private void awaitLanded(Oracle oracle, String what) {
        Map<TopicPartition, Long> ends = ledger.ends(NAME);
        Await.answer(what, LIMIT, () -> oracle.reached(ends) ? Optional.of(true) : Optional.empty(), () -> "");
    }
}
