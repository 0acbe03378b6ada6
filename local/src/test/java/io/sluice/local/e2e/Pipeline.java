package io.sluice.local.e2e;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** One topic, one connector of the same name, one table of the same name. */
final class Pipeline {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String name;
    private final String bootstrap;
    private final Path lake;
    private final ObjectNode settings = new ObjectMapper().createObjectNode();
    private Connectors connectors;

    private Pipeline(String name, String bootstrap, Worker worker, Path lake) {
        this.name = name;
        this.bootstrap = bootstrap;
        this.lake = lake;
        this.connectors = new Connectors(worker.rest());
        settings.put("connector.class", "io.sluice.connector.LakeSinkConnector")
                .put("tasks.max", "2")
                .put("topics", name)
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
        return new Pipeline(name, stack.broker().bootstrap(), worker, stack.lake());
    }

    /** For a topic that is there. */
    static Pipeline over(String bootstrap, Worker worker, String name, Path lake) {
        return new Pipeline(name, bootstrap, worker, lake);
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
            return sender.send(name, messages);
        }
    }

    /** Values of any format, without keys. */
    Produced sendValues(List<byte[]> values) {
        try (Sender sender = new Sender(bootstrap)) {
            return sender.sendValues(name, values);
        }
    }

    /** Goes on with another worker of the same Connect cluster. */
    void moveTo(Worker worker) {
        connectors = new Connectors(worker.rest());
    }

    void awaitLanded(Map<Integer, Long> ends) {
        connectors.awaitOffsets(name, name, ends, LIMIT);
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

    /** How many rows a fresh look finds; 0 without a table. */
    int rows() {
        return DeltaLog.exists(table()) ? log().rows().size() : 0;
    }
}
