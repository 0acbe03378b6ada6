package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which columns tell where a row came from, and what its key is in one of them. key.format=struct is in {@link SparkChangesTablesIT}. */
@ExtendWith(WithStack.class)
final class KeyColumnIT {
    private static final String NUMBER = "5";
    private static final String OBJECT = "{\"id\":7}";
    private static final Map<Integer, Long> ENDS = Map.of(0, 2L);

    private final SharedStack stack;

    KeyColumnIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void keysAndHeadersAreTheColumnsThatWereAskedForInTheFormatThatWas() throws Exception {
        Pipeline topic = Pipeline.create(stack, stack.worker(), "keys", 1);
        sendWithHeaders();
        Pipeline text = topic.another("keys-text")
                .set("metadata.columns", "key,headers")
                .set("key.format", "string")
                .deploy();
        Pipeline json = topic.another("keys-json")
                .set("metadata.columns", "offset,key")
                .set("key.format", "json")
                .deploy();
        Pipeline parsed = topic.another("keys-parsed")
                .set("metadata.columns", "key")
                .set("key.format", "json")
                .set("key.converter", "org.apache.kafka.connect.json.JsonConverter")
                .set("key.converter.schemas.enable", "false")
                .deploy();
        Pipeline without =
                topic.another("keys-without").set("metadata.columns", "none").deploy();
        List<Pipeline> all = List.of(text, json, parsed, without);
        all.forEach(pipeline -> pipeline.awaitLanded(ENDS));

        assertThat(columns(text)).containsExactly("_kafka_key", "_kafka_headers", "n", "_rescued");
        assertThat(values(text, "_kafka_key")).containsExactly(NUMBER, OBJECT);
        assertThat(values(text, "_kafka_headers")).containsExactly("{\"origin\":\"paris\",\"try\":\"2\"}", "{}");
        assertThat(columns(json)).containsExactly("_kafka_offset", "_kafka_key", "n", "_rescued");
        assertThat(values(json, "_kafka_key")).as("strings in JSON").containsExactly("\"5\"", "\"{\\\"id\\\":7}\"");
        assertThat(columns(parsed)).containsExactly("_kafka_key", "n", "_rescued");
        assertThat(values(parsed, "_kafka_key")).as("a number and an object").containsExactly(NUMBER, OBJECT);
        assertThat(columns(without)).containsExactly("n", "_rescued");
        all.forEach(Pipeline::remove);
    }

    private void sendWithHeaders() throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.broker().bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, String> first = new ProducerRecord<>("keys", 0, NUMBER, "{\"n\":0}");
            first.headers().add("origin", "paris".getBytes(StandardCharsets.UTF_8));
            first.headers().add("try", "2".getBytes(StandardCharsets.UTF_8));
            producer.send(first).get();
            producer.send(new ProducerRecord<>("keys", 0, OBJECT, "{\"n\":1}")).get();
        }
    }

    private static List<String> columns(Pipeline pipeline) {
        return pipeline.columns().stream()
                .map(column -> column.get("name").asText())
                .toList();
    }

    /** By the rows' numbers. */
    private static List<String> values(Pipeline pipeline, String column) {
        return rows(pipeline).stream()
                .map(row -> row.get(column))
                .map(value -> value.isTextual() ? value.asText() : value.toString())
                .toList();
    }

    private static List<JsonNode> rows(Pipeline pipeline) {
        return pipeline.log().rows().stream()
                .sorted(Comparator.comparingInt(row -> row.get("n").asInt()))
                .toList();
    }
}
