package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
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
 * S7, S21: partitions move between tasks in mid-flush, by the eager and by the cooperative assignor, while an SMT renames the topics.
 * Each round takes the cluster from two workers to three or back, and changes how many tasks there are; workers leave in order or
 * by kill -9. Short: 2 rounds for each assignor; long: 50.
 */
@ExtendWith(WithFleet.class)
final class RebalanceChaosIT {
    private static final int PARTITIONS = 12;
    private static final Duration LIMIT = Form.time(Duration.ofMinutes(2), Duration.ofMinutes(6));
    private static final String ASSIGNORS = "org.apache.kafka.clients.consumer.";

    private final Random random = Form.random();
    private final Fleet fleet;

    RebalanceChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s7s21RebalancesLoseAndDoubleNothingByEitherAssignor() {
        int rounds = Form.rounds(2, 50);
        try (Workers workers = fleet.workers("rebalance", Map.of()).start(1, 2)) {
            Verdict eager = run(workers, "eager", "RoundRobinAssignor", rounds);
            Verdict cooperative = run(workers, "cooperative", "CooperativeStickyAssignor", rounds);
            Form.figure(
                    "A4",
                    2 * rounds + " rounds of 2 to 3 to 2 workers and 3 to 5 tasks, half with the eager and half with"
                            + " the cooperative assignor, topics renamed by an SMT, "
                            + (eager.rows() + cooperative.rows()) + " records",
                    "0 lost, 0 duplicated, 0 unreadable versions");
        }
    }

    private Verdict run(Workers workers, String kind, String assignor, int rounds) {
        String topic = "shop." + kind;
        Path lake = fleet.work().resolve("rebalance-lake");
        Ledger ledger = new Ledger();
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, topic, PARTITIONS);
        }
        Sink sink = new Sink(kind, workers, lake)
                .set("topics", topic)
                .set("transforms", "short")
                .set("transforms.short.type", "org.apache.kafka.connect.transforms.RegexRouter")
                .set("transforms.short.regex", "shop\\.(.*)")
                .set("transforms.short.replacement", "$1")
                .set("consumer.override.partition.assignment.strategy", ASSIGNORS + assignor)
                .deploy();
        try (Oracle oracle = Oracle.of(lake.resolve(kind), kind, ledger)) {
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, topic, PARTITIONS, 1000, new AtomicLong());
            try (traffic) {
                for (int round = 0; round < rounds; round++) {
                    round(workers, sink, oracle, () -> ledger.ends(topic));
                }
            }
            sink.awaitLanded(oracle, ledger.ends(topic), LIMIT);
            Verdict verdict = oracle.finish();
            assertThat(verdict.rows()).isEqualTo(ledger.records());
            return verdict;
        } finally {
            sink.remove();
        }
    }

    private void round(
            Workers workers, Sink sink, Oracle oracle, java.util.function.Supplier<Map<TopicPartition, Long>> ends) {
        workers.start(3);
        awaitLanded(oracle, ends.get());
        sink.set("tasks.max", Integer.toString(3 + random.nextInt(3))).deploy();
        // The next move comes at any moment of this one.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3000)));
        if (random.nextBoolean()) {
            workers.stop(3);
        } else {
            workers.kill(3);
        }
        oracle.check();
        awaitLanded(oracle, ends.get());
        oracle.check();
    }

    private static void awaitLanded(Oracle oracle, Map<TopicPartition, Long> ends) {
        Await.answer(
                "The landing after a rebalance",
                LIMIT,
                () -> oracle.reached(ends) ? Optional.of(true) : Optional.empty(),
                () -> "Wanted " + ends + ", behind are " + oracle.behind(ends) + ".");
    }
}
