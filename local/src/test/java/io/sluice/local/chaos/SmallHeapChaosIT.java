package io.sluice.local.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.AddedFile;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.process.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
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

/**
 * S27, S28: huge records, and very many tables in one task, in a worker with a small heap: it never dies of it. More waits in the topic than
 * the heap holds, and it is read before an interval ends: memory alone says when to flush, and when to hold Kafka back.
 */
@ExtendWith(WithFleet.class)
final class SmallHeapChaosIT {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int MEGABYTE = 1 << 20;
    /** Of a request. */
    private static final int LARGEST = 40 * MEGABYTE;

    private static final String INTERVAL_MS = "30000";

    /** No shorter record has a string of more than 16 Mi characters, which does not land. */
    private static final int TOO_LONG = 17 * MEGABYTE;

    private static final int TABLES = Form.rounds(100, 2000);
    /** A few of the tables get large records besides. */
    private static final int LARGE_TABLES = 8;

    private static final int LARGE_RECORDS = 400;
    private static final int PARTITIONS = Form.rounds(250, 5_000);
    /** Of 2 KB each: together about what the heap holds. */
    private static final int SPLIT_RECORDS = 200_000;
    /** Files of the lake that a task may have open at a time: the one that it writes, and what its log's reader holds. */
    private static final int MOST_OPEN = 8;

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    private final Fleet fleet;

    SmallHeapChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s27HugeRecordsLandOrAreDeadLettersAndTheWorkerLives() throws Exception {
        List<LongFunction<String>> documents = huge();
        try (Admin admin = fleet.broker().admin()) {
            admin.createTopics(List.of(
                            new NewTopic("huge", 1, (short) 1)
                                    .configs(Map.of("max.message.bytes", Integer.toString(LARGEST))),
                            new NewTopic("huge-letters", 1, (short) 1)
                                    .configs(Map.of("max.message.bytes", Integer.toString(LARGEST)))))
                    .all()
                    .get();
        }
        Set<Long> tooLong = produce("huge", documents);
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
                    .set("commit.interval.ms", INTERVAL_MS)
                    .set("buffer.memory.bytes", Integer.toString(48 * MEGABYTE))
                    .set("errors.tolerance", "all")
                    .set("errors.deadletterqueue.topic.name", "huge-letters")
                    .set("errors.deadletterqueue.topic.replication.factor", "1")
                    .deploy();
            awaitTold(sink, workers, "huge", documents.size());
            assertThat(DeadLetters.ids(fleet.broker().bootstrap(), "huge-letters"))
                    .isEqualTo(tooLong);
            List<Long> rows = ids(List.of(lake.resolve("huge")));
            Set<Long> landed =
                    LongStream.range(0, documents.size()).boxed().collect(Collectors.toCollection(TreeSet::new));
            landed.removeAll(tooLong);
            assertThat(new TreeSet<>(rows)).isEqualTo(landed);
            assertThat(rows).hasSameSizeAs(landed);
            requireNoExhaustion(workers);
            Form.figure(
                    "A11",
                    documents.size()
                            + " records of 1 to 32 MB, 5,000 fields or 200,000 entries among small ones, worker"
                            + " with 512 MB of heap",
                    landed.size() + " landed, " + tooLong.size() + " dead letters, 0 lost, 0 duplicated, 0 times out of"
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
        int records = produceMany();
        Path lake = Files.createDirectories(fleet.work().resolve("many-lake"));
        // Hundreds of tables are opened between two polls; by default a task has five minutes for that.
        Map<String, String> patience = Map.of("consumer.max.poll.interval.ms", "60000");
        try (Workers workers = fleet.workers("many", patience).heap("256m").start(1)) {
            Sink sink = new Sink("many", workers, lake)
                    .set("tasks.max", "1")
                    .set("buffer.memory.bytes", Integer.toString(32 * MEGABYTE))
                    .set("commit.interval.ms", INTERVAL_MS)
                    .set("transforms", "minute")
                    .set("transforms.minute.type", "org.apache.kafka.connect.transforms.TimestampRouter")
                    .set("transforms.minute.topic.format", "t-${timestamp}")
                    .set("transforms.minute.timestamp.format", "yyyyMMddHHmm")
                    .deploy();
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
                    records + " records of one partition into " + TABLES + " tables by one task, " + LARGE_RECORDS / 2
                            + " MB of them into " + LARGE_TABLES + ", 256 MB of heap",
                    "0 lost, 0 duplicated, 0 times out of memory");
        }
    }

    /** Every commit touches all of the table's partitions, and has as many files at least. */
    @Test
    void s28OneTaskFeedsVeryManyPartitionsOfATableWithinItsBound() throws Exception {
        String padding = "x".repeat(2_000);
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, "split", 1);
        }
        try (KafkaProducer<String, String> producer = producer()) {
            for (int i = 0; i < SPLIT_RECORDS; i++) {
                String document = "{\"id\":" + i + ",\"place\":" + i % PARTITIONS + ",\"word\":\"" + padding + "\"}";
                var unused = producer.send(new ProducerRecord<>("split", 0, "key", document));
            }
        }
        Path lake = Files.createDirectories(fleet.work().resolve("split-lake"));
        try (Workers workers = fleet.workers("split", Map.of()).heap("512m").start(1)) {
            Sink sink = new Sink("split", workers, lake)
                    .set("tasks.max", "1")
                    .set("commit.interval.ms", INTERVAL_MS)
                    .set("table.partition.by", "place")
                    .deploy();
            int mostOpen = awaitTold(sink, workers, "split", SPLIT_RECORDS);
            Collection<AddedFile> files = DeltaLog.replay(lake.resolve("split")).files();
            List<Long> ids = ids(List.of(lake.resolve("split")));
            assertThat(ids).hasSize(SPLIT_RECORDS);
            assertThat(new TreeSet<>(ids)).hasSize(SPLIT_RECORDS);
            assertThat(files.stream().map(file -> file.path().getParent()).distinct())
                    .hasSize(PARTITIONS);
            assertThat(mostOpen).isBetween(1, MOST_OPEN);
            requireNoExhaustion(workers);
            Form.figure(
                    "A11",
                    SPLIT_RECORDS + " records of 2 KB into " + PARTITIONS
                            + " partitions of one table by one task, 512 MB of heap",
                    "0 lost, 0 duplicated, 0 times out of memory, at most " + mostOpen + " files seen open at a time");
        }
    }

    /** @return how many */
    private int produceMany() {
        String large = "x".repeat(MEGABYTE / 2);
        int small = 5 * TABLES;
        try (KafkaProducer<String, String> producer = producer()) {
            for (int i = 0; i < small + LARGE_RECORDS; i++) {
                int table = i < small ? i % TABLES : i % LARGE_TABLES;
                long minute = FIRST.plus(table, ChronoUnit.MINUTES).toEpochMilli();
                String document = i < small ? Traffic.document(i) : "{\"id\":" + i + ",\"word\":\"" + large + "\"}";
                var unused = producer.send(new ProducerRecord<>("many", 0, minute, "key", document));
            }
        }
        return small + LARGE_RECORDS;
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

    /** Each by its id. Between small ones: long strings, many fields, many entries. */
    private static List<LongFunction<String>> huge() {
        List<LongFunction<String>> documents = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            for (int megabytes : new int[] {1, 2, 4, 8, 16, 8, 1}) {
                documents.add(id -> text(id, "short"));
                documents.add(id -> text(id, "x".repeat(megabytes * MEGABYTE)));
            }
        }
        documents.add(id -> text(id, "x".repeat(24 * MEGABYTE)));
        documents.add(id -> text(id, "x".repeat(32 * MEGABYTE)));
        documents.add(id -> "{\"id\":" + id + ","
                + IntStream.range(0, 5_000).mapToObj(i -> "\"f" + i + "\":" + i).collect(Collectors.joining(","))
                + "}");
        documents.add(id -> "{\"id\":" + id + ",\"entries\":["
                + IntStream.range(0, 200_000)
                        .mapToObj(i -> "{\"key\":" + i + "}")
                        .collect(Collectors.joining(","))
                + "]}");
        documents.add(id -> text(id, "short"));
        return documents;
    }

    private static String text(long id, String text) {
        return "{\"id\":" + id + ",\"long\":\"" + text + "\"}";
    }

    /** @return the ids of those that have too long a string to land */
    private Set<Long> produce(String topic, List<LongFunction<String>> documents) throws Exception {
        Set<Long> tooLong = new TreeSet<>();
        try (KafkaProducer<String, String> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int id = 0; id < documents.size(); id++) {
                String document = documents.get(id).apply(id);
                sent.add(producer.send(new ProducerRecord<>(topic, 0, "key", document)));
                if (document.length() > TOO_LONG) {
                    tooLong.add((long) id);
                }
            }
            for (Future<RecordMetadata> future : sent) {
                assertThat(future.get().offset()).isNotNegative();
            }
        }
        return tooLong;
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

    /** @return how many files of the lake the worker was seen to have open at a time, at most */
    private static int awaitTold(Sink sink, Workers workers, String topic, long end) {
        AtomicInteger mostOpen = new AtomicInteger();
        Await.answer(
                "The landing of " + topic + " up to " + end,
                LIMIT,
                () -> {
                    workers.worker(1).jvm().requireAlive();
                    sink.requireHealthy();
                    mostOpen.accumulateAndGet(openFiles(workers, topic + "-lake"), Math::max);
                    return sink.connectors().offsets(topic, topic).getOrDefault(0, 0L) >= end
                            ? Optional.of(true)
                            : Optional.empty();
                },
                () -> "Told " + sink.connectors().offsets(topic, topic) + ". "
                        + workers.worker(1).jvm().tail());
        return mostOpen.get();
    }

    private static int openFiles(Workers workers, String lake) {
        File[] descriptors =
                requireNonNull(new File("/proc/" + workers.worker(1).jvm().pid() + "/fd").listFiles());
        return (int) Stream.of(descriptors)
                .filter(descriptor -> leadsTo(lake, descriptor))
                .count();
    }

    private static boolean leadsTo(String lake, File descriptor) {
        try {
            return descriptor.toPath().toRealPath().toString().contains("/" + lake + "/");
        } catch (IOException closedMeanwhile) {
            // Not open any more, or no file at all.
            return false;
        }
    }

    private static void requireNoExhaustion(Workers workers) {
        try (Stream<String> lines = Files.lines(workers.worker(1).jvm().log())) {
            assertThat(lines.filter(line -> line.contains("OutOfMemoryError"))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
