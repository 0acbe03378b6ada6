package io.sluice.local.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.connect.Connectors;
import io.sluice.local.connect.Worker;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Sender;
import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.process.Await;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** One topic, one connector of the same name, one table of the same name; and {@link #another} over the same topic. */
final class Pipeline {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String name;
    private final String topic;
    private final String bootstrap;
    private final Path lake;
    private final ObjectNode settings = JSON.createObjectNode();
    private Connectors connectors;

    private Pipeline(String name, String topic, String bootstrap, Connectors connectors, Path lake) {
        this.name = name;
        this.topic = topic;
        this.bootstrap = bootstrap;
        this.lake = lake;
        this.connectors = connectors;
        settings.put("connector.class", "io.sluice.connector.LakeSinkConnector")
                .put("tasks.max", "2")
                .put("topics", topic)
                .put("lake.path", "${env:SLUICE_LAKE}")
                .put("value.format", "json")
                .put("commit.interval.ms", "500")
                .put("key.converter", "org.apache.kafka.connect.storage.StringConverter")
                .put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
                .put("consumer.override.isolation.level", "read_committed");
    }

    /** Makes the topic. */
    static Pipeline create(SharedStack stack, Worker worker, String name, int partitions) {
        try (Admin admin = stack.broker().admin()) {
            Topics.create(admin, name, partitions);
        }
        return over(stack.broker().bootstrap(), worker, name, stack.lake());
    }

    /** For a topic that is there. */
    static Pipeline over(String bootstrap, Worker worker, String name, Path lake) {
        return new Pipeline(name, name, bootstrap, new Connectors(worker.rest()), lake);
    }

    /** Another connector over this one's topic, with a table of its own name. It has none of this one's settings. */
    Pipeline another(String connector) {
        return new Pipeline(connector, topic, bootstrap, connectors, lake).set("table.name", connector);
    }

    Pipeline set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    String name() {
        return name;
    }

    ObjectNode settings() {
        return settings;
    }

    Pipeline deploy() {
        connectors.deploy(name, settings);
        return this;
    }

    Produced send(List<Message> messages) {
        try (Sender sender = new Sender(bootstrap)) {
            return sender.send(topic, messages);
        }
    }

    /** Values of any format, without keys. */
    Produced sendValues(List<byte[]> values) {
        try (Sender sender = new Sender(bootstrap)) {
            return sender.sendValues(topic, values);
        }
    }

    /** Goes on with another worker of the same Connect cluster. */
    void moveTo(Worker worker) {
        connectors = new Connectors(worker.rest());
    }

    void awaitLanded(Map<Integer, Long> ends) {
        connectors.awaitOffsets(name, topic, ends, LIMIT);
    }

    /** After a failure, whose trace the status shows until the new tasks run. */
    void awaitLandedAfterFailure(Map<Integer, Long> ends) {
        Await.answer(
                "The landing of " + topic + " up to " + ends,
                LIMIT,
                () -> {
                    Map<Integer, Long> told = connectors.offsets(name, topic);
                    return ends.entrySet().stream()
                                    .allMatch(end -> told.getOrDefault(end.getKey(), 0L) >= end.getValue())
                            ? Optional.of(true)
                            : Optional.empty();
                },
                () -> status().toString());
    }

    /** @return its trace */
    String awaitFailure() {
        return Await.answer("The failure of a task", LIMIT, () -> connectors.failure(name), () -> status().toString());
    }

    /** Returns when its tasks are gone. */
    void stop() {
        connectors.stop(name);
        Await.answer(
                "The end of the tasks",
                LIMIT,
                () -> status().path("tasks").isEmpty() ? Optional.of(true) : Optional.empty(),
                () -> status().toString());
    }

    /** Takes the connector off the worker; topic and table stay. */
    void remove() {
        connectors.remove(name);
    }

    Connectors connectors() {
        return connectors;
    }

    JsonNode status() {
        return connectors.status(name);
    }

    Path table() {
        return lake.resolve(name);
    }

    DeltaLog log() {
        return DeltaLog.replay(table());
    }

    /** The fields of the table's schema, as Delta's log has them. */
    List<JsonNode> columns() {
        try {
            JsonNode schema = JSON.readTree(log().metaData().get("schemaString").asText());
            List<JsonNode> columns = new ArrayList<>();
            schema.get("fields").forEach(columns::add);
            return columns;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows a fresh look finds; 0 without a table. */
    int rows() {
        return DeltaLog.exists(table()) ? log().rows().size() : 0;
    }
}
