package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.connect.Connectors;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S48, S50: tasks that are restarted again and again, and tasks that Connect leaves unassigned for a while. */
@ExtendWith(WithFleet.class)
final class RestartChaosIT {
    private static final int PARTITIONS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** 50 in a minute. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1200);

    private static final Duration STORM = Form.time(Duration.ofSeconds(15), Duration.ofMinutes(10));
    private static final Duration DELAY = Form.time(Duration.ofSeconds(8), Duration.ofSeconds(20));

    private final Fleet fleet;

    RestartChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s48AStormOfRestartsLosesAndDoublesNothingAndAllLandsWhenItIsOver() {
        try (Workers workers = fleet.workers("storm", Map.of()).start(1, 2);
                Flow flow = flow(workers, "storm")) {
            int restarts = 0;
            long before = flow.oracle().versions();
            long end = System.nanoTime() + STORM.toNanos();
            while (System.nanoTime() < end) {
                flow.sink().restart();
                restarts++;
                LockSupport.parkNanos(PAUSE_NANOS);
                flow.oracle().check();
            }
            long during = flow.oracle().versions() - before;
            long over = System.nanoTime();
            flow.awaitAll();
            long recovered = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - over);
            Form.figure(
                    "A13",
                    restarts + " restarts of a connector and its 2 tasks by REST in " + STORM.toSeconds() + " s, "
                            + flow.judge().rows() + " records, " + during + " commits meanwhile",
                    "0 lost, 0 duplicated; " + recovered + " ms until all had landed");
        }
    }

    @Test
    void s50TheOnlyTaskOfALostWorkerLandsAgainAfterTheDelayThatIsSetAndLosesNothing() {
        String delay = Long.toString(DELAY.toMillis());
        Path lake = fleet.work().resolve("delayed-lake");
        Ledger ledger = new Ledger();
        // Kafka's group is told nothing before the worker dies: where its task stood the lake alone knows.
        Map<String, String> settings =
                Map.of("scheduled.rebalance.max.delay.ms", delay, "offset.flush.interval.ms", "600000");
        // The first leads the group and remembers what the second had; the delay dies with a leader.
        try (Workers workers = fleet.workers("delayed", settings).start(1).start(2)) {
            String name = onTheSecond(workers, lake);
            try (Oracle oracle = Oracle.of(lake.resolve(name), name, ledger)) {
                Sink sink = sink(name, workers, lake);
                Traffic traffic =
                        Traffic.start(fleet.broker().bootstrap(), ledger, name, PARTITIONS, 500, new AtomicLong());
                long recovered;
                try (traffic) {
                    awaitLanded(oracle, ledger, name);
                    workers.kill(2);
                    long killed = System.nanoTime();
                    awaitLanded(oracle, ledger, name);
                    recovered = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
                    oracle.check();
                }
                sink.awaitLanded(oracle, ledger.ends(name), LIMIT);
                assertThat(oracle.finish().rows()).isEqualTo(ledger.records());
                assertThat(recovered).as("ms without the task").isGreaterThan(DELAY.toMillis());
                Form.figure(
                        "A13",
                        "kill -9 of the worker of a connector's only task, another worker there,"
                                + " scheduled.rebalance.max.delay.ms=" + delay,
                        "landed again after " + recovered + " ms, 0 lost, 0 duplicated");
            }
        }
    }

    /** Two connectors of one task each: Connect gives each worker one. */
    private String onTheSecond(Workers workers, Path lake) {
        List<String> names = List.of("delayed-a", "delayed-b");
        try (Admin admin = fleet.broker().admin()) {
            names.forEach(name -> Topics.create(admin, name, PARTITIONS));
        }
        names.forEach(name -> sink(name, workers, lake).deploy());
        String second = workers.worker(2).rest().address();
        return Await.answer(
                "A task on each worker",
                LIMIT,
                () -> names.stream()
                        .filter(name -> second.endsWith("//" + ownerOf(name, workers)))
                        .findFirst(),
                () -> "");
    }

    private static Sink sink(String name, Workers workers, Path lake) {
        return new Sink(name, workers, lake).set("tasks.max", "1");
    }

    private static String ownerOf(String name, Workers workers) {
        return new Connectors(workers.worker(1).rest())
                .status(name)
                .path("tasks")
                .path(0)
                .path("worker_id")
                .asText();
    }

    private static void awaitLanded(Oracle oracle, Ledger ledger, String topic) {
        Map<TopicPartition, Long> ends = Await.answer(
                "A first record",
                LIMIT,
                () -> {
                    Map<TopicPartition, Long> produced = ledger.ends(topic);
                    return produced.size() < PARTITIONS ? Optional.empty() : Optional.of(produced);
                },
                () -> "");
        Await.answer("The landing", LIMIT, () -> oracle.reached(ends) ? Optional.of(true) : Optional.empty(), () -> "");
    }

    private Flow flow(Workers workers, String name) {
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, name, PARTITIONS);
        }
        return new Flow(fleet, workers, name, fleet.work().resolve(name + "-lake"), PARTITIONS);
    }
}
