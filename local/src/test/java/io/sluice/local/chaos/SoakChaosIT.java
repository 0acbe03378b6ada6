package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import io.sluice.local.process.Jmx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hours of traffic with a random fault every half a minute: nothing is lost or doubled, and the worker that lives through all of it holds
 * no more of heap and open files at the end than at the beginning. Its companion is what dies. Short: 10 faults, 10 s apart; long: 480,
 * which is four hours, or {@code -Dchaos.share} percent of them. Growth is judged where the run is of an hour at least.
 */
@ExtendWith(WithFleet.class)
final class SoakChaosIT {
    private static final String NAME = "soak";
    private static final int PARTITIONS = 8;
    private static final int PER_SECOND = 1000;
    /** Lives from the first fault to the last. */
    private static final int SURVIVOR = 1;

    private static final int VICTIM = 2;
    private static final int ROUNDS = Form.rounds(10, 480);
    private static final Duration PERIOD = Form.time(Duration.ofSeconds(10), Duration.ofSeconds(30));
    /** Longer than the consumers' session. */
    private static final Duration AWAY = Duration.ofSeconds(6);

    private static final Duration LIMIT = Duration.ofMinutes(4);
    /** Percent of the heap in an hour. */
    private static final double FLAT = 1;

    private record Fault(String name, Runnable strike) {}

    private final Random random = Form.random();
    private final Fleet fleet;
    private final Ledger ledger = new Ledger();
    private final Map<String, Integer> struck = new TreeMap<>();

    SoakChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void hoursOfFaultsLoseAndDoubleNothingAndLeaveHeapAndOpenFilesFlat() {
        Mount mount = new Mount(fleet.work(), NAME);
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        // The tasks alone are cut off from Kafka, not the workers' own group.
        Map<String, String> behindProxy = Map.of(
                "consumer.bootstrap.servers", "127.0.0.1:" + fleet.proxy().port());
        try (Workers workers = fleet.workers(NAME, behindProxy).start(SURVIVOR, VICTIM);
                Oracle oracle = Oracle.of(mount.disk().resolve(NAME), NAME, ledger);
                Jmx jmx = Jmx.of(workers.worker(SURVIVOR).jvm().pid())) {
            Growth growth = new Growth();
            Sink sink = new Sink(NAME, workers, mount.lake())
                    .set("commit.interval.ms", "2000")
                    .deploy();
            List<Fault> faults = faults(workers, sink, mount);
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, PER_SECOND, new AtomicLong());
            try (traffic) {
                for (int round = 0; round < ROUNDS; round++) {
                    long next = System.nanoTime() + PERIOD.toNanos();
                    strike(faults.get(random.nextInt(faults.size())));
                    workers.awaitStarts();
                    sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
                    oracle.check();
                    growth.sample(jmx, workers.worker(SURVIVOR).jvm().pid());
                    pass(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
                }
            }
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            judge(oracle.finish(), growth);
        }
    }

    private void judge(Verdict verdict, Growth growth) {
        assertThat(verdict.rows()).isEqualTo(ledger.records());
        if (growth.isLong()) {
            assertThat(growth.leastHeapGrowth())
                    .as("percent an hour that the heap grows at least; " + growth)
                    .isLessThan(FLAT);
            assertThat(growth.fileGrowth()).as("files more; " + growth).isNotPositive();
        }
        Form.figure(
                "A15",
                ROUNDS + " faults, one every " + PERIOD.toSeconds() + " s " + struck + ", 2 workers, " + PER_SECOND
                        + " records/s, " + verdict.rows() + " records, " + verdict.versions() + " versions",
                "0 lost, 0 duplicated, 0 unreadable versions; the worker that lived through all: " + growth);
    }

    private List<Fault> faults(Workers workers, Sink sink, Mount mount) {
        return List.of(
                new Fault("kill -9", () -> {
                    workers.kill(VICTIM);
                    workers.starts(VICTIM);
                }),
                new Fault("orderly stop", () -> {
                    workers.stop(VICTIM);
                    workers.starts(VICTIM);
                }),
                whileAway(
                        "SIGSTOP past the session",
                        () -> workers.signal(VICTIM, "STOP"),
                        () -> workers.signal(VICTIM, "CONT")),
                whileAway("tasks cut off from Kafka", fleet.proxy()::cut, fleet.proxy()::heal),
                whileAway("lake away", mount::away, mount::back),
                new Fault("restart by REST", sink::restart),
                new Fault("other number of tasks", () -> sink.set("tasks.max", Integer.toString(2 + random.nextInt(5)))
                        .deploy()));
    }

    private void strike(Fault fault) {
        struck.merge(fault.name(), 1, Integer::sum);
        fault.strike().run();
    }

    /** One that is undone after a while, whatever happens: the broker is other tests' too. */
    private static Fault whileAway(String name, Runnable begin, Runnable end) {
        return new Fault(name, () -> {
            begin.run();
            try {
                pass(AWAY);
            } finally {
                end.run();
            }
        });
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Await.answer(
                "The end of a pause",
                time.plus(LIMIT),
                () -> System.nanoTime() >= end ? Optional.of(true) : Optional.empty(),
                () -> "");
    }
}
