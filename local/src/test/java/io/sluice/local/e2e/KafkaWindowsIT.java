package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.data.DataSets;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Windowed counts from a topic and into a topic, beside the lake. */
@ExtendWith(WithStack.class)
final class KafkaWindowsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
    private static final long WEEK = Duration.ofDays(7).toSeconds();
    private static final String FROM = "windows-from";
    private static final String TO = "windows-to";

    private final SharedStack stack;

    KafkaWindowsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void streamsCountsFromATopicIntoATopicWithTheWindowAsTheirKey() throws IOException {
        List<Message> flights = DataSets.FLIGHTS.read(stack.checkout().data("flights.jsonl"));
        Pipeline.create(stack, stack.worker(), FROM, 2).send(flights);
        try (Admin admin = stack.broker().admin()) {
            Topics.create(admin, TO, 1);
        }
        ChildJvm job = stack.spark()
                .start(
                        "kafka-windows",
                        Map.of("spark.ui.enabled", "false", "spark.sql.shuffle.partitions", "2"),
                        List.of(
                                "windowed-counts",
                                "--lake",
                                stack.lake().toUri().toString(),
                                "--from",
                                "kafka:" + FROM,
                                "--bootstrap",
                                stack.broker().bootstrap(),
                                "--schema",
                                "date STRING",
                                "--time",
                                "to_timestamp(date, 'yyyy/MM/dd HH:mm')",
                                "--window",
                                "7 days",
                                "--available-now",
                                "--mode",
                                "update",
                                "--to",
                                "kafka:" + TO,
                                "--checkpoint",
                                stack.lake()
                                        .resolveSibling("kafka-windows-checkpoint")
                                        .toUri()
                                        .toString()));
        assertThat(job.awaitExit(Duration.ofMinutes(3))).as(job::tail).isZero();

        assertThat(lastCounts()).isEqualTo(countsOf(flights));
    }

    /** Epoch seconds of each window's start to its count, without Spark: windows of a week start on the epoch's day of the week. */
    private static Map<Long, Long> countsOf(List<Message> flights) throws IOException {
        Map<Long, Long> counts = new TreeMap<>();
        for (Message flight : flights) {
            String date = JSON.readTree(flight.value()).get("date").asText();
            long second = LocalDateTime.parse(date, DATE).toEpochSecond(ZoneOffset.UTC);
            counts.merge(second - second % WEEK, 1L, Long::sum);
        }
        return counts;
    }

    /** What a compacted topic would keep: the last value of each key. */
    private Map<Long, Long> lastCounts() throws IOException {
        Map<Long, Long> counts = new TreeMap<>();
        TopicPartition partition = new TopicPartition(TO, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.broker().bootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(5))) {
                    JsonNode value = JSON.readTree(record.value());
                    assertThat(JSON.readTree(record.key()).get("window_start")).isEqualTo(value.get("window_start"));
                    String start = value.get("window_start").asText().substring(0, "2001-01-01T00:00".length());
                    counts.put(
                            LocalDateTime.parse(start).toEpochSecond(ZoneOffset.UTC),
                            value.get("count").asLong());
                }
            }
        }
        return counts;
    }
}
