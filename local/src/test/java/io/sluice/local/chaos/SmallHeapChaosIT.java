package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.lake.AddedFile;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S27, S28: huge records, and very many tables in one task, in a worker with a small heap: it never dies of it. */
@ExtendWith(WithFleet.class)
final class SmallHeapChaosIT {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int MEGABYTE = 1 << 20;
    /** Of a request. */
    private static final int LARGEST = 40 * MEGABYTE;

    private static final int TABLES = Form.rounds(100, 2000);
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    private final Fleet fleet;

    SmallHeapChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s27HugeRecordsLandOrAreDeadLettersAndTheWorkerLives() throws Exception {
        List<String> documents = huge();
        try (Admin admin = fleet.broker().admin()) {
            admin.createTopics(List.of(
                            new NewTopic("huge", 1, (short) 1)
                                    .configs(Map.of("max.message.bytes", Integer.toString(LARGEST))),
                            new NewTopic("huge-letters", 1, (short) 1)
                                    .configs(Map.of("max.message.bytes", Integer.toString(LARGEST)))))
                    .all()
                    .get();
        }
        Path lake = fleet.work().resolve("huge-lake");
        try (Workers workers = fleet.workers(
                        "huge",
                        Map.of(
                                "producer.max.request.size", Integer.toString(LARGEST),
                                "producer.buffer.memory", Integer.toString(LARGEST)))
                .heap("512m")
                .start(1)) {
            Sink sink = new Sink("huge", workers, lake)
                    .set("tasks.max", "1")
                    .set("value.schema", "id BIGINT")
                    .set("buffer.memory.bytes", Integer.toString(48 * MEGABYTE))
                    .set("errors.tolerance", "all")
                    .set("errors.deadletterqueue.topic.name", "huge-letters")
                    .set("errors.deadletterqueue.topic.replication.factor", "1")
                    .deploy();
            produce("huge", documents);
            awaitTold(sink, workers, "huge", documents.size());
            List<Long> rows = ids(List.of(lake.resolve("huge")));
            Set<Long> landed = new TreeSet<>(rows);
            Set<Long> letters = DeadLetters.ids(fleet.broker().bootstrap(), "huge-letters");
            assertThat(landed).as("landed, and dead letters " + letters).doesNotContainAnyElementsOf(letters);
            Set<Long> both = new TreeSet<>(landed);
            both.addAll(letters);
            assertThat(both)
                    .isEqualTo(LongStream.range(0, documents.size()).boxed().collect(Collectors.toSet()));
            assertThat(rows).hasSameSizeAs(landed);
            requireNoExhaustion(workers);
            Form.figure(
                    "A11",
                    documents.size()
                            + " records of 1 to 32 MB, 5,000 fields or 200,000 entries among small ones, worker"
                            + " with 512 MB of heap",
                    landed.size() + " landed, " + letters.size() + " dead letters, 0 lost, 0 duplicated, 0 times out of"
                            + " memory");
        }
    }

    /** Each record's timestamp names its table. */
    @Test
    void s28OneTaskFeedsVeryManyTablesWithinItsBound() throws Exception {
        try (Admin admin = fleet.broker().admin()) {
            // The records are old.
            admin.createTopics(List.of(new NewTopic("many", 1, (short) 1).configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        }
        Path lake = Files.createDirectories(fleet.work().resolve("many-lake"));
        try (Workers workers = fleet.workers("many", Map.of()).heap("256m").start(1)) {
            Sink sink = new Sink("many", workers, lake)
                    .set("tasks.max", "1")
                    .set("buffer.memory.bytes", Integer.toString(32 * MEGABYTE))
                    .set("commit.interval.ms", "5000")
                    .set("transforms", "minute")
                    .set("transforms.minute.type", "org.apache.kafka.connect.transforms.TimestampRouter")
                    .set("transforms.minute.topic.format", "t-${timestamp}")
                    .set("transforms.minute.timestamp.format", "yyyyMMddHHmm")
                    .deploy();
            int records = 5 * TABLES;
            try (KafkaProducer<String, String> producer = producer()) {
                for (int i = 0; i < records; i++) {
                    long minute = FIRST.plus(i % TABLES, ChronoUnit.MINUTES).toEpochMilli();
                    var unused = producer.send(new ProducerRecord<>("many", 0, minute, "key", Traffic.document(i)));
                }
            }
            awaitTold(sink, workers, "many", records);
            List<Long> ids;
            try (Stream<Path> tables = Files.list(lake)) {
                ids = ids(tables.filter(DeltaLog::exists).toList());
            }
            assertThat(ids).hasSize(records);
            assertThat(new TreeSet<>(ids)).hasSize(records);
            requireNoExhaustion(workers);
            Form.figure(
                    "A11",
                    records + " records of one partition into " + TABLES + " tables by one task, 256 MB of heap",
                    "0 lost, 0 duplicated, 0 times out of memory");
        }
    }

    private static List<Long> ids(List<Path> tables) {
        List<Long> ids = new ArrayList<>();
        try (RowFiles reader = new RowFiles()) {
            for (Path table : tables) {
                List<Path> files = DeltaLog.replay(table).files().stream()
                        .map(AddedFile::path)
                        .toList();
                reader.read(files).values().forEach(rows -> rows.forEach(row -> ids.add(row.id())));
            }
        }
        return ids;
    }

    /** Between small ones: long strings, many fields, many entries. */
    private static List<String> huge() {
        List<String> documents = new ArrayList<>();
        for (int megabytes : new int[] {1, 2, 4, 8, 16, 24, 32, 8, 1}) {
            documents.add(small(documents.size()));
            documents.add("{\"id\":" + documents.size() + ",\"long\":\"" + "x".repeat(megabytes * MEGABYTE) + "\"}");
        }
        documents.add("{\"id\":" + documents.size() + ","
                + IntStream.range(0, 5_000).mapToObj(i -> "\"f" + i + "\":" + i).collect(Collectors.joining(","))
                + "}");
        documents.add("{\"id\":" + documents.size() + ",\"entries\":["
                + IntStream.range(0, 200_000)
                        .mapToObj(i -> "{\"key\":" + i + "}")
                        .collect(Collectors.joining(","))
                + "]}");
        documents.add(small(documents.size()));
        return documents;
    }

    private static String small(int id) {
        return "{\"id\":" + id + ",\"long\":\"short\"}";
    }

    private void produce(String topic, List<String> documents) throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String document : documents) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, "key", document)));
            }
            for (Future<RecordMetadata> future : sent) {
                assertThat(future.get().offset()).isNotNegative();
            }
        }
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        fleet.broker().bootstrap(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        4L * LARGEST),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void awaitTold(Sink sink, Workers workers, String topic, long end) {
        Await.answer(
                "The landing of " + topic + " up to " + end,
                LIMIT,
                () -> {
                    workers.worker(1).jvm().requireAlive();
                    sink.requireHealthy();
                    return sink.connectors().offsets(topic, topic).getOrDefault(0, 0L) >= end
                            ? Optional.of(true)
                            : Optional.empty();
                },
                () -> "Told " + sink.connectors().offsets(topic, topic) + ". "
                        + workers.worker(1).jvm().tail());
    }

    private static void requireNoExhaustion(Workers workers) {
        try (Stream<String> lines = Files.lines(workers.worker(1).jvm().log())) {
            assertThat(lines.filter(line -> line.contains("OutOfMemoryError"))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
