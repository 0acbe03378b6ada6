package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S47: two workers' wall clocks differ by two days, then one jumps a year ahead and a year back. An agent moves the clock that the
 * connector and Delta Kernel see; Kafka's clients keep theirs.
 */
@ExtendWith(WithFleet.class)
final class ClockChaosIT {
    private static final String NAME = "clock";
    private static final int PARTITIONS = 6;
    private static final Duration LIMIT = Form.time(Duration.ofMinutes(2), Duration.ofMinutes(10));
    private static final Duration YEAR = Duration.ofDays(365);
    /** So many versions that checkpoints are among them. */
    private static final int VERSIONS = Form.rounds(25, 250);

    private final Fleet fleet;
    private final Ledger ledger = new Ledger();

    ClockChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s47ClocksThatDifferAndJumpHoldNothingUpAndForgetNoOffset() {
        Path lake = fleet.work().resolve("clock-lake");
        Armory fast = new Armory(fleet.work(), "fast");
        Armory slow = new Armory(fleet.work(), "slow");
        fast.clock(Duration.ofDays(1));
        slow.clock(Duration.ofDays(-1));
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        try (Workers ahead = fleet.workers(NAME, Map.of()).environment("JDK_JAVA_OPTIONS", fast.javaOption());
                Workers behind = fleet.workers(NAME, Map.of()).environment("JDK_JAVA_OPTIONS", slow.javaOption());
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            ahead.starts(1);
            behind.start(2);
            ahead.awaitStarts();
            Sink sink = new Sink(NAME, ahead, lake).set("tasks.max", "2").deploy();
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 500, new AtomicLong());
            try (traffic) {
                goOn(oracle);
                fast.clock(YEAR);
                goOn(oracle);
                fast.clock(YEAR.negated());
                goOn(oracle);
                behind.kill(2);
                goOn(oracle);
            }
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            assertThat(oracle.finish().rows()).isEqualTo(ledger.records());
            LongSummaryStatistics times = DeltaLog.replay(lake.resolve(NAME)).commits().values().stream()
                    .mapToLong((JsonNode info) -> info.get("timestamp").asLong())
                    .summaryStatistics();
            assertThat(Duration.ofMillis(times.getMax() - times.getMin()))
                    .as("that the clocks were moved")
                    .isGreaterThan(YEAR);
        }
    }

    private void goOn(Oracle oracle) {
        long before = oracle.versions();
        Await.answer(
                VERSIONS + " more versions",
                LIMIT,
                () -> oracle.versions() >= before + VERSIONS ? Optional.of(true) : Optional.empty(),
                () -> oracle.versions() - before + " so far.");
        Map<TopicPartition, Long> ends = ledger.ends(NAME);
        Await.answer("The landing", LIMIT, () -> oracle.reached(ends) ? Optional.of(true) : Optional.empty(), () -> "");
        oracle.check();
    }
}
