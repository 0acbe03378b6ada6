package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose columns have other names in files than in the table (protocol, "Column Mapping"). */
final class ColumnMappingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "delta.columnMapping.id";
    private static final String PHYSICAL = "delta.columnMapping.physicalName";

    @TempDir
    private Path lake;

    private SinkTaskRig rig;
    private long offset;

    @AfterEach
    void stop() {
        rig.stop();
    }

    private void start(String mode, String partitionBy) {
        Map<String, String> props = new HashMap<>();
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "1");
        props.put("metadata.columns", "offset");
        props.put("table.partition.by", partitionBy);
        props.put("table.properties.delta.columnMapping.mode", mode);
        rig = new SinkTaskRig(new LakeSinkTask(), props, 1, null);
        rig.pollWithAssignment(List.of(0), () -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "id"})
    void filesStatisticsAndPartitionValuesHaveTheNamesAndIdsThatTheTableMapsTo(String mode) throws IOException {
        start(mode, "city");
        land("{\"city\":\"a\",\"s\":{\"x\":[{\"y\":1}]},\"n\":5}");
        land("{\"city\":\"b\",\"s\":{\"x\":[{\"y\":2,\"z\":\"new\"}],\"w\":1},\"added\":true}");

        JsonNode schema = schema();
        List<JsonNode> columns = columns(schema);
        assertThat(columns)
                .extracting(column -> column.get(PHYSICAL).asText())
                .allMatch(name -> name.startsWith("col-"));
        assertThat(columns)
                .extracting(column -> column.get(ID).asLong())
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(configuration("delta.columnMapping.maxColumnId")).isEqualTo("10");

        JsonNode add = action(version(), "add");
        assertThat(names(add.get("partitionValues"))).containsExactly(physical(schema, "city"));
        JsonNode stats = JSON.readTree(add.get("stats").asText());
        assertThat(names(stats.get("minValues")))
                .contains(physical(schema, "_kafka_offset"))
                .allMatch(name -> name.startsWith("col-"));
        assertThat(stats.get("nullCount").get(physical(schema, "added")).asLong())
                .isZero();
        assertThat(ids(add.get("path").asText())).isEqualTo(expectedIds(schema, Set.of("city", "n", "_rescued")));

        assertThat(LakeRows.rows(lake.resolve("t")))
                .containsExactlyInAnyOrder(
                        Map.of("city", "a", "s", Map.of("x", List.of(Map.of("y", 1L))), "n", 5L, "_kafka_offset", 0L),
                        Map.of(
                                "city",
                                "b",
                                "s",
                                Map.of("x", List.of(Map.of("y", 2L, "z", "new")), "w", 1L),
                                "added",
                                true,
                                "_kafka_offset",
                                1L));
    }

    @Test
    void aColumnThatWasDroppedComesBackAsAnotherAndItsOldValuesDoNot() throws IOException {
        start("name", "");
        land("{\"id\":1,\"secret\":\"old\"}");
        long dropped = id(schema(), "secret");
        commit(metaData().replaceFirst(",?\\{\\\\\"name\\\\\":\\\\\"secret\\\\\"[^}]*\\}\\}", ""));
        assertThat(schema().toString()).doesNotContain("secret");

        // Its buffer still knows the column that was dropped.
        land("{\"id\":2,\"secret\":\"new\"}");
        land("{\"id\":3,\"secret\":\"newer\"}");

        assertThat(id(schema(), "secret")).isGreaterThan(dropped);
        assertThat(LakeRows.rows(lake.resolve("t")))
                .extracting(row -> row.get("id") + "=" + row.get("secret"))
                .containsExactlyInAnyOrder("1=null", "2=new", "3=newer");
    }

    @Test
    void aColumnThatWasRenamedKeepsItsValuesAndTheFieldGetsOneOfItsOwn() throws IOException {
        start("name", "");
        land("{\"id\":1,\"a\":\"x\"}");
        commit(metaData().replace("\\\"name\\\":\\\"a\\\"", "\\\"name\\\":\\\"b\\\""));

        land("{\"id\":2,\"a\":\"y\"}");
        land("{\"id\":3,\"b\":\"z\"}");

        assertThat(LakeRows.rows(lake.resolve("t")))
                .extracting(row -> row.get("id") + ":" + row.get("a") + ":" + row.get("b"))
                .containsExactlyInAnyOrder("1:null:x", "2:y:null", "3:null:z");
    }

    @Test
    void aTableThatIsGivenAMappingWhileTheTaskRunsIsWrittenByItsOldNames() throws IOException {
        start("none", "");
        land("{\"id\":1}");
        String mapped = metaData()
                .replace(
                        "\"delta.columnMapping.mode\":\"none\"",
                        "\"delta.columnMapping.mode\":\"name\",\"delta.columnMapping.maxColumnId\":\"3\"");
        int id = 0;
        for (String name : List.of("_kafka_offset", "id", "_rescued")) {
            mapped = mapped.replaceFirst(
                    "(\\\\\"name\\\\\":\\\\\"" + name + "\\\\\"[^}]*\\\\\"metadata\\\\\":\\{)",
                    "$1"
                            + java.util.regex.Matcher.quoteReplacement(
                                    "\\\"" + ID + "\\\":" + ++id + ",\\\"" + PHYSICAL + "\\\":\\\"" + name + "\\\""));
        }
        commit("{\"protocol\":{\"minReaderVersion\":2,\"minWriterVersion\":5}}", mapped);

        land("{\"id\":2}");

        assertThat(ids(action(version(), "add").get("path").asText())).isEqualTo(Map.of("_kafka_offset", 1, "id", 2));
        assertThat(LakeRows.rows(lake.resolve("t")))
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrder(1L, 2L);
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

    /** The fields of a file by their path, with their ids; what the lists add has none. */
    private Map<String, Integer> ids(String file) throws IOException {
        Path path = lake.resolve("t").resolve(java.net.URI.create(file).getPath());
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(path.toUri()), new Configuration()))) {
            Map<String, Integer> ids = new HashMap<>();
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            schema.getFields().forEach(field -> ids(field, ids));
            return ids;
        }
    }

    private static void ids(org.apache.parquet.schema.Type type, Map<String, Integer> ids) {
        if (type.getId() != null) {
            ids.put(type.getName(), type.getId().intValue());
        }
        if (!type.isPrimitive()) {
            type.asGroupType().getFields().forEach(field -> ids(field, ids));
        }
    }

    private static Map<String, Integer> expectedIds(JsonNode schema, Set<String> absent) {
        Map<String, Integer> ids = new HashMap<>();
        for (JsonNode column : columns(schema)) {
            ids.put(column.get(PHYSICAL).asText(), column.get(ID).asInt());
        }
        absent.forEach(name -> ids.remove(physical(schema, name)));
        return ids;
    }

    private static String physical(JsonNode schema, String name) {
        return field(schema, name).get("metadata").get(PHYSICAL).asText();
    }

    private static long id(JsonNode schema, String name) {
        return field(schema, name).get("metadata").get(ID).asLong();
    }

    private static JsonNode field(JsonNode schema, String name) {
        for (JsonNode field : schema.get("fields")) {
            if (field.get("name").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError(name + " is not in " + schema);
    }

    /** The metadata of every column, nested ones too. */
    private static List<JsonNode> columns(JsonNode schema) {
        return new ArrayList<>(new HashSet<>(schema.findValues("metadata")));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode schema() throws IOException {
        return JSON.readTree(
                JSON.readTree(metaData()).at("/metaData/schemaString").asText());
    }

    private String configuration(String key) throws IOException {
        return JSON.readTree(metaData())
                .get("metaData")
                .get("configuration")
                .get(key)
                .asText();
    }

    private JsonNode action(long version, String kind) throws IOException {
        for (String line : Files.readAllLines(lake.resolve("t/_delta_log/" + name(version)))) {
            JsonNode action = JSON.readTree(line).get(kind);
            if (action != null) {
                return action;
            }
        }
        throw new AssertionError("no " + kind + " in version " + version);
    }

    /** The metaData action that holds, as it stands in the log. */
    private String metaData() throws IOException {
        String found = "";
        for (long version = 0; version <= version(); version++) {
            for (String line : Files.readAllLines(lake.resolve("t/_delta_log/" + name(version)))) {
                found = line.startsWith("{\"metaData\"") ? line : found;
            }
        }
        return found;
    }

    private long version() {
        long version = 0;
        while (Files.exists(lake.resolve("t/_delta_log/" + name(version + 1)))) {
            version++;
        }
        return version;
    }

    /** The next version, as another engine writes it. */
    private void commit(String... actions) throws IOException {
        Files.write(lake.resolve("t/_delta_log/" + name(version() + 1)), List.of(actions));
    }

    private static String name(long version) {
        return String.format("%020d.json", version);
    }
}
