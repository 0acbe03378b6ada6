package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S18: nine in ten records are compacted away before they are read, and the task begins again at an offset that is a hole. Short: 20,000
 * records; long: 200,000.
 */
@ExtendWith(WithFleet.class)
final class CompactionChaosIT {
    private static final String NAME = "compacted";
    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
    private static final int HALF = Form.rounds(10_000, 100_000);
    private static final Duration REST = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Fleet fleet;
    private final Ledger ledger = new Ledger();
    private long nextId;

    CompactionChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s18HolesOfCompactionAreNoLossesAndOneMayBeWhereATaskBegins() throws Exception {
        Path lake = fleet.work().resolve("compacted-lake");
        createTopic();
        try (Workers workers = fleet.workers(NAME, Map.of()).start(1);
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            List<ConsumerRecord<String, String>> first = produceAndCompact(0);
            note(first);
            Sink sink = new Sink(NAME, workers, lake).set("tasks.max", "1").deploy();
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            sink.remove();
            long stood = oracle.next(PARTITION);
            List<ConsumerRecord<String, String>> second = produceAndCompact(stood);
            assertThat(second.get(0).offset())
                    .as("first record after the lake's offset")
                    .isGreaterThan(stood);
            note(second);
            sink.deploy();
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            Verdict verdict = oracle.finish();
            assertThat(verdict.rows()).isEqualTo(first.size() + second.size());
            Form.figure(
                    "A9",
                    "compacted topic, " + (100 - 100 * verdict.rows() / nextId) + " % of " + nextId
                            + " records gone, restart in a hole",
                    verdict.rows() + " landed, 0 lost, 0 duplicated");
        }
    }

    private void createTopic() throws Exception {
        try (Admin admin = fleet.broker().admin()) {
            admin.createTopics(List.of(new NewTopic(NAME, 1, (short) 1)
                            .configs(Map.of(
                                    "cleanup.policy", "compact",
                                    "segment.ms", "500",
                                    "min.cleanable.dirty.ratio", "0.01",
                                    "max.compaction.lag.ms", "500"))))
                    .all()
                    .get();
        }
    }

    /** Half of the records, each key ten times; returns what is left from an offset on when the cleaner has been there. */
    private List<ConsumerRecord<String, String>> produceAndCompact(long from) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        fleet.broker().bootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < HALF; i++) {
                send(producer, "key-" + i % (HALF / 10));
            }
            producer.flush();
            Await.answer(
                    "The compaction",
                    LIMIT,
                    () -> {
                        // The last segment is never compacted: a record more lets it end.
                        send(producer, "last");
                        return left(from).size() < HALF / 8 ? Optional.of(true) : Optional.empty();
                    },
                    () -> left(from).size() + " records are left.");
        }
        return settled(from);
    }

    /** What is left when the cleaner has nothing more to do. */
    private List<ConsumerRecord<String, String>> settled(long from) {
        List<List<ConsumerRecord<String, String>>> looks = new ArrayList<>();
        long[] same = {System.nanoTime()};
        return Await.answer(
                "The cleaner's rest",
                LIMIT,
                () -> {
                    List<ConsumerRecord<String, String>> now = left(from);
                    if (looks.isEmpty() || looks.get(0).size() != now.size()) {
                        looks.add(0, now);
                        same[0] = System.nanoTime();
                    }
                    return System.nanoTime() - same[0] > REST.toNanos() ? Optional.of(now) : Optional.empty();
                },
                () -> "");
    }

    private void send(KafkaProducer<String, String> producer, String key) {
        var unused = producer.send(new ProducerRecord<>(NAME, 0, key, Traffic.document(nextId++)));
    }

    private List<ConsumerRecord<String, String>> left(long from) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, fleet.broker().bootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seek(PARTITION, from);
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            List<ConsumerRecord<String, String>> left = new ArrayList<>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(left::add);
            }
            return left;
        }
    }

    private void note(List<ConsumerRecord<String, String>> records) {
        for (ConsumerRecord<String, String> record : records) {
            long id = Long.parseLong(record.value().replaceAll("\\{\"id\":(\\d+),.*", "$1"));
            ledger.acknowledged(PARTITION, record.offset(), id);
        }
    }
}
