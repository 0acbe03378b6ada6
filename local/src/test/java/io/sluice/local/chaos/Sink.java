package io.sluice.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.connect.Connectors;
import io.sluice.local.process.Await;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A connector whose topic and table have its name. */
final class Sink {
    private static final Duration LIMIT = Duration.ofMinutes(2);

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
                .put("lake.format", Form.format().setting())
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
        asked("The deployment of " + name, () -> connectors().deploy(name, settings));
        return this;
    }

    /** Takes it off the workers. */
    void remove() {
        asked("The end of " + name, () -> workers.any().rest().delete("/connectors/" + name));
    }

    Connectors connectors() {
        return new Connectors(workers.any().rest());
    }

    void restart() {
        asked("The restart of " + name, () -> connectors().restart(name));
    }

    /** Asks for a restart once: whoever may have to revive the workers first asks again. */
    boolean restarts() {
        try {
            connectors().restart(name);
            return true;
        } catch (IllegalStateException | UncheckedIOException refused) {
            return false;
        }
    }

    /** Workers that rebalance, or whose leader is gone, refuse: they are asked again. */
    private static void asked(String what, Runnable request) {
        StringBuilder refusal = new StringBuilder();
        Await.answer(
                what,
                LIMIT,
                () -> {
                    try {
                        request.run();
                        return Optional.of(true);
                    } catch (IllegalStateException | UncheckedIOException refused) {
                        refusal.replace(0, refusal.length(), refused.getMessage());
                        return Optional.empty();
                    }
                },
                refusal::toString);
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
                () -> "Wanted " + ends + ", behind are " + oracle.behind(ends) + ", status "
                        + connectors().status(name) + ".");
    }
}
