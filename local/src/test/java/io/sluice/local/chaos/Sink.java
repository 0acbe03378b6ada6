package io.sluice.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.connect.Connectors;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A connector whose topic and table have its name. */
final class Sink {
    private final String name;
    private final Workers workers;
    private final ObjectNode settings = new ObjectMapper().createObjectNode();

    Sink(String name, Workers workers, Path lake) {
        this.name = name;
        this.workers = workers;
        settings.put("connector.class", "io.sluice.connector.LakeSinkConnector")
                .put("tasks.max", "4")
                .put("topics", name)
                .put("lake.path", lake.toUri().toString())
                .put("value.format", "json")
                .put("value.schema", "id BIGINT, word STRING")
                .put("commit.interval.ms", "400")
                .put("key.converter", "org.apache.kafka.connect.storage.StringConverter")
                .put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
                .put("consumer.override.isolation.level", "read_committed")
                .put("consumer.override.auto.offset.reset", "earliest");
    }

    Sink set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Sink deploy() {
        connectors().deploy(name, settings);
        return this;
    }

    Connectors connectors() {
        return new Connectors(workers.any().rest());
    }

    /** Fails with the trace of a task that failed. */
    void requireHealthy() {
        connectors().failure(name).ifPresent(trace -> {
            throw new AssertionError("Connector " + name + " failed: " + trace);
        });
    }

    void awaitLanded(Oracle oracle, Map<TopicPartition, Long> ends, Duration limit) {
        Await.answer(
                "The landing of " + name,
                limit,
                () -> {
                    requireHealthy();
                    return oracle.reached(ends) ? Optional.of(true) : Optional.empty();
                },
                () -> "Wanted " + ends + ", status " + connectors().status(name) + ".");
    }
}
