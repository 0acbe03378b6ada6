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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas that drift while one task runs: its producers', and the table's under other writers' hands. */
final class TableDriftTest {
    @TempDir
    private Path lake;

    private SinkTaskRig rig;
    private long offset;

    @AfterEach
    void stop() {
        rig.stop();
    }

    private void start(String... properties) {
        Map<String, String> props = new HashMap<>();
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "1");
        props.put("metadata.columns", "offset");
        for (String property : properties) {
            String[] pair = property.split("=", 2);
            props.put(pair[0], pair[1]);
        }
        rig = new SinkTaskRig(new LakeSinkTask(), props, 1, null);
        rig.pollWithAssignment(List.of(0), () -> {});
    }

    @Test
    void aCommittedColumnIsWidenedAndTheChangeIsInItsMetadata() throws IOException {
        start("table.properties.delta.enableTypeWidening=true", "value.schema=n INT, s STRUCT<x: ARRAY<SMALLINT>>");
        land("{\"id\":1,\"n\":1,\"s\":{\"x\":[1]}}");
        land("{\"id\":2,\"n\":2,\"s\":{\"x\":[2]}}");
        assertThat(lastMetaData()).doesNotContain("typeChanges");
        land("{\"id\":3,\"n\":1.5,\"s\":{\"x\":[3000000000]}}");

        assertThat(lastMetaData())
                .contains("\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"double\\\"")
                .contains("\\\"fromType\\\":\\\"integer\\\"", "\\\"toType\\\":\\\"double\\\"")
                .contains("\\\"fromType\\\":\\\"short\\\"", "\\\"toType\\\":\\\"long\\\"")
                .contains("\\\"fieldPath\\\":\\\"element\\\"");
        assertThat(LakeRows.rows(lake.resolve("t")))
                .extracting(row -> row.get("_rescued"))
                .containsOnlyNulls();
    }

    @Test
    void aTableWithThePreviewOfTypeWideningKeepsItsTypes() throws IOException {
        start("value.schema=id INT");
        land("{\"id\":1}");
        commit(
                "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"typeWidening-preview\"],\"writerFeatures\":[\"typeWidening-preview\"]}}",
                lastMetaData()
                        .replace("\"configuration\":{}", "\"configuration\":{\"delta.enableTypeWidening\":\"true\"}"));
        land("{\"id\":2}");
        land("{\"id\":3000000000}");

        assertThat(lastMetaData()).contains("\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"integer\\\"");
        assertThat(log(version())).contains("\"numRescuedRows\":\"1\"");
    }

    @Test
    void aColumnThatAnotherWriterAddedIsKnownFromTheNextLandingOnAndNoDigitIsLost() throws IOException {
        start();
        land("{\"id\":1}");
        commit(
                lastMetaData()
                        .replace(
                                "\\\"fields\\\":[",
                                "\\\"fields\\\":[{\\\"name\\\":\\\"Price\\\",\\\"type\\\":\\\"decimal(38,2)\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}},"));
        land("{\"id\":2}");
        land("{\"id\":3,\"price\":12345678901234567890.12}");

        assertThat(LakeRows.rows(lake.resolve("t")))
                .extracting(row -> String.valueOf(row.get("Price")))
                .containsExactlyInAnyOrder("null", "null", "12345678901234567890.12");
    }

    @Test
    void aColumnThatNoRecordHasIsNullAndCounted() throws IOException {
        start();
        land("{\"id\":1,\"a\":1,\"b\":{\"c\":1,\"d\":1}}");
        assertThat(log(version())).contains("\"numAbsentColumns\":\"0\"");

        land("{\"id\":2,\"b\":{\"c\":1}}");

        assertThat(log(version())).contains("\"numAbsentColumns\":\"2\"");
        assertThat(LakeRows.rows(lake.resolve("t")))
                .filteredOn("id", 2L)
                .containsExactly(Map.of("id", 2L, "_kafka_offset", 1L, "b", Map.of("c", 1L)));
    }

    private void land(String value) {
        long each = offset++;
        rig.pollWith(() -> rig.produce(0, each, value));
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.rows(lake.resolve("t")))
                    .extracting(row -> row.get("_kafka_offset"))
                    .contains(each);
        });
    }

    private String lastMetaData() throws IOException {
        String found = "";
        for (long version = 0; version <= version(); version++) {
            found = log(version)
                    .lines()
                    .filter(line -> line.startsWith("{\"metaData\""))
                    .findFirst()
                    .orElse(found);
        }
        return found;
    }

    private long version() throws IOException {
        try (Stream<Path> log = Files.list(lake.resolve("t/_delta_log"))) {
            return log.filter(file -> file.toString().endsWith(".json")).count() - 1;
        }
    }

    /** The next version, as another engine writes it. */
    private void commit(String... actions) throws IOException {
        Files.write(lake.resolve("t/_delta_log/" + name(version() + 1)), List.of(actions));
    }

    private String log(long version) throws IOException {
        return Files.readString(lake.resolve("t/_delta_log/" + name(version)));
    }

    private static String name(long version) {
        return String.format("%020d.json", version);
    }
}
