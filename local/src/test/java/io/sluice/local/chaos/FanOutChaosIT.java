package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.failpoint.Failpoint;
import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * H15: each partition of one topic feeds three tables by a field of its records, and the dead letters a fourth, while workers die at any
 * moment and exactly between the commits of two tables and of the ledger. Short: 2 kills and a halt at each of the failpoints of a commit;
 * long: 60 and 10.
 */
@ExtendWith(WithFleet.class)
final class FanOutChaosIT {
    private static final String NAME = "fan";
    private static final String LETTERS = "fan.letters";
    private static final int PARTITIONS = 6;
    private static final int TABLES = 3;
    private static final int POISON = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<Failpoint> OF_COMMITS = List.of(
            Failpoint.BETWEEN_TABLES,
            Failpoint.AFTER_CHECK,
            Failpoint.BEFORE_PUT,
            Failpoint.PUT_APPLIED,
            Failpoint.AFTER_PUT_BEFORE_ACK,
            Failpoint.BEFORE_PRE_COMMIT_RETURN);

    private final Random random = Form.random();
    private final Fleet fleet;
    private final Armory armory;
    private final Path lake;
    private final Ledger ledger = new Ledger();
    private final AtomicLong ids = new AtomicLong();
    private final List<Oracle> oracles = new ArrayList<>();
    /** The connector's own: what has landed in every table. */
    private final LogFollower moved;

    FanOutChaosIT(Fleet fleet) {
        this.fleet = fleet;
        this.armory = new Armory(fleet.work(), NAME);
        this.lake = fleet.work().resolve("fan-lake");
        this.moved = LogFollower.delta(lake.resolve("_sluice").resolve(NAME));
    }

    @Test
    void aPartitionThatFeedsManyTablesIsExactInEachThroughKillsBetweenTheirCommits() {
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        for (int kind = 0; kind < TABLES; kind++) {
            int own = kind;
            oracles.add(Oracle.of(lake.resolve("fan." + kind), NAME, ledger, id -> kind(id) != own, id -> false));
        }
        try (Workers workers = fleet.workers(NAME, Map.of())
                .environment("JDK_JAVA_OPTIONS", armory.javaOption())
                .start(1, 2)) {
            Sink sink = sink(workers);
            int halts = 0;
            Traffic traffic = Traffic.start(
                    fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 500, ids, FanOutChaosIT::document);
            try (traffic) {
                for (int round = 0; round < Form.rounds(2, 60); round++) {
                    killAny(workers);
                }
                for (int round = 0; round < Form.rounds(1, 10); round++) {
                    for (Failpoint failpoint : OF_COMMITS) {
                        armory.halt(failpoint);
                        halts += armory.awaitHits(List.of(failpoint), workers, sink);
                        check();
                    }
                }
            }
            workers.awaitStarts();
            awaitMoved(ledger.ends(NAME));
            judge(halts);
        } finally {
            oracles.forEach(Oracle::close);
        }
    }

    /** Parks because the moment of the kill is what is random here. */
    private void killAny(Workers workers) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1800)));
        workers.awaitOne();
        int victim = workers.any(random);
        workers.kill(victim);
        Map<TopicPartition, Long> produced = ledger.ends(NAME);
        workers.starts(victim);
        awaitMoved(produced);
        check();
    }

    private void check() {
        oracles.forEach(Oracle::check);
    }

    private void awaitMoved(Map<TopicPartition, Long> ends) {
        Await.answer(
                "The landing in every table",
                LIMIT,
                () -> {
                    moved.advance();
                    return ends.entrySet().stream().allMatch(end -> stands(end.getKey()) >= end.getValue())
                            ? Optional.of(true)
                            : Optional.empty();
                },
                () -> "Wanted " + ends + ", the ledger has " + moved.transactions() + ".");
    }

    private long stands(TopicPartition partition) {
        String appId = "sluice/" + NAME + "/kafka/" + partition.topic() + "/" + partition.partition();
        return moved.transactions().getOrDefault(appId, 0L);
    }

    private void judge(int halts) {
        assertThat(moved.faults()).isEmpty();
        long rows = 0;
        for (Oracle oracle : oracles) {
            rows += oracle.finish().rows();
        }
        Set<String> letters = new HashSet<>();
        for (JsonNode letter : DeltaLog.replay(lake.resolve(LETTERS)).rows()) {
            int partition = letter.get("_kafka_partition").asInt();
            long offset = letter.get("_kafka_offset").asLong();
            assertThat(letters.add(partition + "@" + offset))
                    .as("once: " + letter)
                    .isTrue();
            assertThat(kind(ledger.id(new TopicPartition(NAME, partition), offset)))
                    .as(letter.toString())
                    .isEqualTo(-1);
        }
        assertThat(rows + letters.size()).isEqualTo(ids.get());
        assertThat(armory.hits()).containsOnlyKeys(OF_COMMITS);
        Form.figure(
                "A1",
                Form.rounds(2, 60) + " rounds of kill -9 and " + halts + " halts at " + OF_COMMITS.size()
                        + " failpoints of commits, each partition into " + TABLES
                        + " tables and the dead letters, 2 workers, "
                        + rows + " records, " + letters.size() + " dead letters",
                "0 lost, 0 duplicated, 0 out of range, 0 unreadable versions in each table");
    }

    /** The table that a record is for; -1 for the dead letters. */
    private static long kind(long id) {
        return id % POISON == 7 ? -1 : id % 7 % TABLES;
    }

    private static String document(long id) {
        String number = kind(id) < 0 ? "\"none\"" : Long.toString(id % 10);
        return "{\"id\":" + id + ",\"n\":" + number + ",\"kind\":\"" + Math.max(kind(id), 0) + "\"}";
    }

    private Sink sink(Workers workers) {
        return new Sink(NAME, workers, lake)
                .set("tasks.max", "2")
                .set("table.name", "fan.${field}")
                .set("table.name.field", "kind")
                .set("dead.letter.table", LETTERS)
                .set("errors.tolerance", "all")
                .set("value.schema", "id BIGINT, n BIGINT")
                .set("schema.mismatch", "dead-letter")
                .deploy();
    }
}
