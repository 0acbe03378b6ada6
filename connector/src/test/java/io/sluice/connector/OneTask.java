package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.SinkTaskRig;

/** A task that lands JSON in table {@code t}, one record a commit, and what came of it. */
final class OneTask implements AutoCloseable {
    private final Path lake;
    private final SinkTaskRig rig;
    private long offset;

    /** @param settings {@code key=value} beside those that every task needs */
    OneTask(Path lake, String... settings) {
        this.lake = lake;
        Map<String, String> props = new HashMap<>();
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "1");
        props.put("metadata.columns", "offset");
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            props.put(pair[0], pair[1]);
        }
        rig = new SinkTaskRig(new LakeSinkTask(), props, 1, null);
        rig.pollWithAssignment(List.of(0), () -> {});
    }

    void land(String value) {
        long each = produce(value);
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.rows(table()))
                    .extracting(row -> row.get("_kafka_offset"))
                    .contains(each);
        });
    }

    /** @return what Connect would fail the task with */
    Throwable failure(String value) {
        try {
            produce(value);
        } catch (RuntimeException failed) {
            return failed;
        }
        return await().pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .until(this::pollFails, failed -> failed != null);
    }

    private Throwable pollFails() {
        try {
            rig.poll();
            return null;
        } catch (RuntimeException failed) {
            return failed;
        }
    }

    private long produce(String value) {
        long each = offset++;
        rig.pollWith(() -> rig.produce(0, each, value));
        return each;
    }

    Path table() {
        return lake.resolve("t");
    }

    List<Map<String, Object>> rows() throws IOException {
        return LakeRows.rows(table());
    }

    /** The last action of a kind, as it stands in the log; empty when there is none. */
    String last(String action) throws IOException {
        String found = "";
        for (long version = 0; version <= version(); version++) {
            found = log(version)
                    .lines()
                    .filter(line -> line.startsWith("{\"" + action + "\""))
                    .findFirst()
                    .orElse(found);
        }
        return found;
    }

    long version() throws IOException {
        try (Stream<Path> log = Files.list(table().resolve("_delta_log"))) {
            return log.filter(file -> file.toString().endsWith(".json")).count() - 1;
        }
    }

    /** The next version, as another engine writes it. */
    void commit(String... actions) throws IOException {
        Files.write(file(version() + 1), List.of(actions));
    }

    String log(long version) throws IOException {
        return Files.readString(file(version));
    }

    private Path file(long version) {
        return table().resolve(String.format("_delta_log/%020d.json", version));
    }

    @Override
    public void close() {
        rig.stop();
    }
}
