package io.sluice.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Deploys connectors by REST and follows them. */
public final class Connectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectRest rest;

    public Connectors(ConnectRest rest) {
        this.rest = rest;
    }

    /** A connector's settings as they stand in a file. */
    public static ObjectNode settings(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read connector settings from " + file, e);
        }
    }

    /** Creates the connector or changes its settings. */
    public void deploy(String name, JsonNode settings) {
        RestAnswer answer = rest.put("/connectors/" + name + "/config", settings);
        if (!answer.ok()) {
            throw new IllegalStateException("Connect refused connector " + name + " (" + answer.status() + "): "
                    + answer.body().path("message").asText(answer.body().toString()));
        }
    }

    /** Restarts it and all its tasks. */
    public void restart(String name) {
        RestAnswer answer = rest.post("/connectors/" + name + "/restart?includeTasks=true");
        if (!answer.ok()) {
            throw new IllegalStateException("Connect did not restart " + name + ": " + answer);
        }
    }

    /** Ends its tasks and keeps its settings (KIP-875); they are gone some time after. */
    public void stop(String name) {
        command(name, "stop");
    }

    /** Starts the tasks of one that was stopped. */
    public void resume(String name) {
        command(name, "resume");
    }

    /** Ends it and its tasks, and forgets its settings. */
    public void remove(String name) {
        RestAnswer answer = rest.delete("/connectors/" + name);
        if (!answer.ok()) {
            throw new IllegalStateException("Connect did not remove " + name + ": " + answer);
        }
    }

    private void command(String name, String command) {
        RestAnswer answer = rest.put("/connectors/" + name + "/" + command, JSON.createObjectNode());
        if (!answer.ok()) {
            throw new IllegalStateException("Connect did not " + command + " " + name + ": " + answer);
        }
    }

    /** Its state and its tasks' states, and traces where it failed. */
    public JsonNode status(String name) {
        return rest.get("/connectors/" + name + "/status").body();
    }

    /** The trace of a task or connector that failed. */
    public Optional<String> failure(String name) {
        JsonNode status = status(name);
        if (status.path("connector").path("state").asText().equals("FAILED")) {
            return Optional.of(status.path("connector").path("trace").asText());
        }
        for (JsonNode task : status.path("tasks")) {
            if (task.path("state").asText().equals("FAILED")) {
                return Optional.of(task.path("trace").asText());
            }
        }
        return Optional.empty();
    }

    /** The next offset that Connect will read of each partition of a topic; partitions that have none yet are absent. */
    public Map<Integer, Long> offsets(String name, String topic) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (JsonNode entry :
                rest.get("/connectors/" + name + "/offsets").body().path("offsets")) {
            JsonNode partition = entry.path("partition");
            if (partition.path("kafka_topic").asText().equals(topic)) {
                offsets.put(
                        partition.path("kafka_partition").asInt(),
                        entry.path("offset").path("kafka_offset").asLong());
            }
        }
        return offsets;
    }

    /**
     * Waits until Connect has been told offsets that cover all of these.
     *
     * @param ends next offset by partition
     * @throws IllegalStateException with its trace if the connector fails, or when the time is up
     */
    public void awaitOffsets(String name, String topic, Map<Integer, Long> ends, Duration limit) {
        Await.answer(
                "The landing of " + topic,
                limit,
                () -> {
                    failure(name).ifPresent(trace -> {
                        throw new IllegalStateException("Connector " + name + " failed: " + trace);
                    });
                    return covers(offsets(name, topic), ends) ? Optional.of(true) : Optional.empty();
                },
                () -> "Wanted " + ends + ", Connect was told " + offsets(name, topic) + "; status " + status(name)
                        + ".");
    }

    private static boolean covers(Map<Integer, Long> offsets, Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
