package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.data.DataSets;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.lake.SourceDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithStack.class)
final class LandingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FILES_PER_COMMIT = 2;

    private final SharedStack stack;

    LandingIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void deeplyNestedEventsThatDifferByTypeLandInOneTableAndEachCanBeRebuilt() throws Exception {
        List<Message> events = DataSets.GITHUB_EVENTS.read(stack.checkout().data("github-events.jsonl"));
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), "events", 4);
        Produced produced = pipeline.send(events);

        pipeline.set("commit.interval.ms", "2000").deploy().awaitLanded(produced.ends());

        DeltaLog log = pipeline.log();
        List<JsonNode> rows = log.rows();
        LandedRows.assertExactlyOnce(produced, rows);
        assertThat(log.addedByCommit().values()).allMatch(files -> files <= FILES_PER_COMMIT);
        Map<String, JsonNode> sources = events.stream()
                .map(event -> parse(event.value()))
                .collect(Collectors.toMap(event -> event.get("id").asText(), event -> event));
        for (JsonNode row : rows) {
            JsonNode source = sources.get(row.get("id").asText());
            SameDocument.assertSame(SourceDocument.withoutNulls(source), SourceDocument.rebuild(row));
        }
    }

    @Test
    void anIdleTopicIsCommittedWhenItsIntervalIsOver() {
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), "idle", 1).deploy();

        Produced produced = pipeline.send(numbers(3));
        pipeline.awaitLanded(produced.ends());

        LandedRows.assertExactlyOnce(produced, pipeline.log().rows());
    }

    @Test
    void enoughRecordsAreCommittedLongBeforeTheInterval() {
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), "by-records", 1)
                .set("tasks.max", "1")
                .set("commit.interval.ms", "3600000")
                .set("commit.records", "100")
                .deploy();

        Produced produced = pipeline.send(numbers(100));
        pipeline.awaitLanded(produced.ends());

        assertThat(pipeline.rows()).isEqualTo(100);
    }

    @Test
    void aTransformThatRenamesTheTopicNamesTheTableAndTheOffsetsStayKafkas() {
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), "shop.orders", 2)
                .set("transforms", "short")
                .set("transforms.short.type", "org.apache.kafka.connect.transforms.RegexRouter")
                .set("transforms.short.regex", "shop\\.(.*)")
                .set("transforms.short.replacement", "$1")
                .deploy();

        Produced produced = pipeline.send(numbers(20));
        pipeline.awaitLanded(produced.ends());

        DeltaLog log = DeltaLog.replay(stack.lake().resolve("orders"));
        LandedRows.assertExactlyOnce(produced, log.rows());
        assertThat(log.rows()).allMatch(row -> row.get("_kafka_topic").asText().equals("shop.orders"));
        assertThat(log.transactions()).containsKeys("sluice/shop.orders/kafka/shop.orders/0");
    }

    /** {@code {"n": 0}} and so on. */
    static List<Message> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Message("key-" + n, "{\"n\":" + n + "}"))
                .toList();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
