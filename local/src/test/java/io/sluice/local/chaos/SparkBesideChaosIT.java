package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.beside.StatementLoop;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import io.sluice.local.process.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S39, S40, S41: Spark merges, deletes, updates, optimizes, vacuums and adds columns while the sink lands: neither starves the other.
 * Short: for a minute, or once through all statements; long: 30 minutes.
 */
@ExtendWith(WithFleet.class)
final class SparkBesideChaosIT {
    private static final String NAME = "beside";
    private static final int PARTITIONS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration TIME = Form.time(Duration.ofMinutes(1), Duration.ofMinutes(30));
    private static final double MERGES = 0.95;

    private final Fleet fleet;
    private final Ledger ledger = new Ledger();
    private final Path lake;

    SparkBesideChaosIT(Fleet fleet) {
        this.fleet = fleet;
        this.lake = fleet.work().resolve("beside-lake");
    }

    @Test
    void s39s40s41SparkAndTheSinkChangeOneTableAndNeitherStarves() throws Exception {
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        Path end = fleet.work().resolve("beside-end");
        try (Workers workers = fleet.workers(NAME, Map.of()).start(1);
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger, id -> false, SparkBesideChaosIT::deleted)) {
            Sink sink = new Sink(NAME, workers, lake)
                    .set("tasks.max", "2")
                    .set("commit.interval.ms", "1000")
                    .set("value.schema", "id BIGINT, word STRING, bucket BIGINT")
                    .set("table.partition.by", "bucket")
                    .set("table.properties.delta.deletedFileRetentionDuration", "interval 60 seconds")
                    .deploy();
            Traffic traffic = traffic();
            Map<String, List<String>> said;
            try (traffic) {
                awaitTable(oracle);
                ChildJvm spark = SparkBeside.start(
                        fleet,
                        NAME,
                        lake,
                        StatementLoop.class,
                        lake.resolve(NAME).toString(),
                        end.toString(),
                        "42");
                watch(spark, sink, oracle);
                Files.createFile(end);
                assertThat(spark.awaitExit(LIMIT.multipliedBy(2)))
                        .as(spark::tail)
                        .isZero();
                said = SparkBeside.said(spark);
            }
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            Verdict verdict = oracle.finish();
            assertThat(verdict.rows()).isLessThanOrEqualTo(ledger.records());
            judge(said, verdict);
        }
    }

    private static void judge(Map<String, List<String>> said, Verdict verdict) {
        int merged = said.getOrDefault("ok MERGE", List.of()).size();
        int failed = said.getOrDefault("failed MERGE", List.of()).size();
        Form.figure(
                "A12",
                said.entrySet().stream()
                                .map(kind ->
                                        kind.getKey() + ": " + kind.getValue().size())
                                .collect(Collectors.joining(", "))
                        + " beside the sink in " + TIME.toSeconds() + " s, " + verdict.rows() + " rows, "
                        + verdict.versions() + " versions",
                "0 lost, 0 duplicated, MERGE succeeded in " + merged + " of " + (merged + failed));
        assertThat(said.keySet())
                .as("statements: " + said)
                .contains("ok MERGE", "ok DELETE", "ok OPTIMIZE", "ok UPDATE", "ok VACUUM", "ok ALTER");
        assertThat((double) merged / (merged + failed)).as("failed: " + said).isGreaterThanOrEqualTo(MERGES);
    }

    /** What the statements delete. */
    private static boolean deleted(long id) {
        return id % 1000 == 7;
    }

    private Traffic traffic() {
        return Traffic.start(
                fleet.broker().bootstrap(),
                ledger,
                NAME,
                PARTITIONS,
                500,
                new AtomicLong(),
                id -> "{\"id\":" + id + ",\"word\":\"w\",\"bucket\":" + id / StatementLoop.BUCKET + "}");
    }

    private void awaitTable(Oracle oracle) {
        Await.answer("The table", LIMIT, () -> oracle.versions() > 2 ? Optional.of(true) : Optional.empty(), () -> "");
    }

    /** The sink goes on landing all the while. */
    private void watch(ChildJvm spark, Sink sink, Oracle oracle) {
        Await.answer(
                "Spark's start",
                LIMIT,
                () -> {
                    spark.requireAlive();
                    return Files.exists(spark.output())
                                    && !SparkBeside.said(spark).isEmpty()
                            ? Optional.of(true)
                            : Optional.empty();
                },
                spark::tail);
        long end = System.nanoTime() + TIME.toNanos();
        while (System.nanoTime() < end) {
            spark.requireAlive();
            Map<TopicPartition, Long> ends = ledger.ends(NAME);
            sink.awaitLanded(oracle, ends, LIMIT);
            oracle.check();
        }
    }
}
