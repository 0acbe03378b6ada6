package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.failpoint.Failpoint;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S1, S2, S22, S46, S49: a worker is halted, or a thread of it held until others have its partitions, exactly between two steps that
 * exactly-once rests on. Two topics feed two tables, and one record in a hundred is a dead letter. Short: by lot each failpoint
 * either halts or holds for 6 s, those three at a time; long: 20 halts and 2 blocks of 30 s each.
 */
@ExtendWith(WithFleet.class)
abstract class AnyFailpointChaosIT {
    private static final int PARTITIONS = 6;
    private static final int POISON = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration HELD = Form.time(Duration.ofSeconds(6), Duration.ofSeconds(30));

    private final Random random = Form.random();
    private final Fleet fleet;
    private final String name;
    private final Format format;
    private final List<String> topics;
    private final String letters;
    private final Armory armory;
    private final Path lake;
    private final List<Ledger> ledgers = List.of(new Ledger(), new Ledger());
    private final List<Oracle> oracles = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private int halts;

    /** @param name of the connector, and what its topics' and its lake's begin with */
    AnyFailpointChaosIT(Fleet fleet, String name, Format format) {
        this.fleet = fleet;
        this.name = name;
        this.format = format;
        this.topics = List.of(name + "-a", name + "-b");
        this.letters = name + "-letters";
        this.armory = new Armory(fleet.work(), name);
        this.lake = fleet.work().resolve(name + "-lake");
    }

    @Test
    void s1s2s22s49NoStepLosesOrDoublesARecordWhenTheWorkerDiesOrHangsBesideIt() {
        try (Admin admin = fleet.broker().admin()) {
            topics.forEach(topic -> Topics.create(admin, topic, PARTITIONS));
            Topics.create(admin, letters, 1);
        }
        for (int i = 0; i < topics.size(); i++) {
            oracles.add(Oracle.of(format, lake.resolve(topics.get(i)), name, ledgers.get(i), id -> id % POISON == 7));
        }
        try (Workers workers = fleet.workers(name, Map.of("consumer.max.poll.interval.ms", "4000"))
                .environment("JDK_JAVA_OPTIONS", armory.javaOption())
                .start(1, 2)) {
            Sink sink = sink(workers);
            Traffic a = traffic(0);
            Traffic b = traffic(1);
            List<Failpoint> lot = shuffled(List.of(Failpoint.values()));
            int half = lot.size() / 2;
            try (a;
                    b) {
                haltAtEach(lot.subList(0, Form.number(half, lot.size())), workers, sink);
                blockAtEach(lot.subList(Form.number(half, 0), lot.size()), workers, sink);
            }
            workers.awaitStarts();
            judge(sink);
        } finally {
            oracles.forEach(Oracle::close);
        }
    }

    private void haltAtEach(List<Failpoint> failpoints, Workers workers, Sink sink) {
        for (int round = 0; round < Form.rounds(1, 20); round++) {
            for (Failpoint failpoint : shuffled(failpoints)) {
                armory.halt(failpoint);
                halts += armory.awaitHits(List.of(failpoint), workers, sink);
                check();
            }
        }
    }

    private void blockAtEach(List<Failpoint> failpoints, Workers workers, Sink sink) {
        int atOnce = Form.number(3, 1);
        for (int round = 0; round < Form.rounds(1, 2); round++) {
            List<Failpoint> order = shuffled(failpoints);
            for (int from = 0; from < order.size(); from += atOnce) {
                List<Failpoint> some = order.subList(from, Math.min(order.size(), from + atOnce));
                some.forEach(failpoint -> armory.block(failpoint, HELD));
                halts += armory.awaitHits(some, workers, sink);
                // The tasks begin anew beside the threads that hang.
                long hung = System.nanoTime();
                sink.restart();
                awaitLanded();
                Await.answer(
                        "The end of a block",
                        LIMIT,
                        () -> System.nanoTime() - hung > HELD.toNanos() ? Optional.of(true) : Optional.empty(),
                        () -> "");
                awaitLanded();
                check();
            }
        }
    }

    private void awaitLanded() {
        List<Map<TopicPartition, Long>> ends =
                List.of(ledgers.get(0).ends(topics.get(0)), ledgers.get(1).ends(topics.get(1)));
        Await.answer(
                "The landing beside a thread that hangs",
                LIMIT,
                () -> oracles.get(0).reached(ends.get(0)) && oracles.get(1).reached(ends.get(1))
                        ? Optional.of(true)
                        : Optional.empty(),
                () -> "");
    }

    private void check() {
        oracles.forEach(Oracle::check);
    }

    private void judge(Sink sink) {
        long rows = 0;
        for (int i = 0; i < topics.size(); i++) {
            sink.awaitLanded(oracles.get(i), ledgers.get(i).ends(topics.get(i)), LIMIT);
            rows += oracles.get(i).finish().rows();
        }
        Set<Long> poison = new TreeSet<>();
        for (long id = 0; id < ids.get(); id++) {
            if (id % POISON == 7) {
                poison.add(id);
            }
        }
        assertThat(DeadLetters.ids(fleet.broker().bootstrap(), letters)).isEqualTo(poison);
        assertThat(rows + poison.size()).isEqualTo(ids.get());
        Map<Failpoint, Integer> hits = armory.hits();
        assertThat(hits).containsOnlyKeys(Failpoint.values());
        int least = Collections.min(hits.values());
        int all = hits.values().stream().mapToInt(Integer::intValue).sum();
        Form.figure(
                format,
                "A2",
                Failpoint.values().length + " named failpoints, " + halts + " halts and " + (all - halts)
                        + " blocks of " + HELD.toSeconds() + " s, each hit at least " + least + " times, " + rows
                        + " records, " + poison.size() + " dead letters",
                "0 lost, 0 duplicated, 0 unreadable versions");
    }

    private List<Failpoint> shuffled(List<Failpoint> failpoints) {
        List<Failpoint> order = new ArrayList<>(failpoints);
        Collections.shuffle(order, random);
        return order;
    }

    private Traffic traffic(int topic) {
        return Traffic.start(
                fleet.broker().bootstrap(),
                ledgers.get(topic),
                topics.get(topic),
                PARTITIONS,
                500,
                ids,
                AnyFailpointChaosIT::document);
    }

    private static String document(long id) {
        String number = id % POISON == 7 ? "\"none\"" : Long.toString(id % 10);
        return "{\"id\":" + id + ",\"n\":" + number + "}";
    }

    private Sink sink(Workers workers) {
        return new Sink(name, workers, lake)
                .set("lake.format", format.setting())
                .set("topics", String.join(",", topics))
                .set("value.schema", "id BIGINT, n BIGINT")
                .set("schema.mismatch", "dead-letter")
                .set("errors.tolerance", "all")
                .set("errors.deadletterqueue.topic.name", letters)
                .set("errors.deadletterqueue.topic.replication.factor", "1")
                .deploy();
    }
}
