package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.types.StructType;
import io.sluice.connector.LakeRows;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.parquet.ParquetEncoder;
import io.sluice.connector.routing.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches after the first of a table with partitions. */
final class PartitionedTableTest {
    private static final TableName EVENTS = new TableName("events");
    private static final Map<String, String> BY_SITE_AND_DAY = Map.of("table.partition.by", "site,day(at)");

    @TempDir
    private Path lake;

    private final LogMaintenance maintenance = new LogMaintenance("test");

    @AfterEach
    void endMaintenance() {
        maintenance.close();
    }

    @Test
    void recordsWithoutThePartitionColumnsLandInTheNullPartition() throws Exception {
        land(BY_SITE_AND_DAY, 0, "{\"id\":1,\"site\":\"a\",\"at\":\"2001-01-01T10:00:00Z\"}");

        assertThat(land(BY_SITE_AND_DAY, 1, "{\"id\":2}"))
                .containsExactly("\"partitionValues\":{\"site\":null,\"at_day\":null}");
    }

    @Test
    void aDeclaredPartitionColumnNeedsNoRecordThatHasIt() throws Exception {
        assertThat(land(BY_SITE_AND_DAY, 0, "{\"id\":2}"))
                .containsExactly("\"partitionValues\":{\"site\":null,\"at_day\":null}");
    }

    @Test
    void aTableKeepsItsPartitionsWhenTheSettingsNoLongerNameThem() throws Exception {
        land(BY_SITE_AND_DAY, 0, "{\"id\":1,\"site\":\"a\",\"at\":\"2001-01-01T10:00:00Z\"}");

        assertThat(land(Map.of(), 1, "{\"id\":2,\"site\":\"b\",\"at\":\"2001-01-02T10:00:00Z\"}"))
                .containsExactly("\"partitionValues\":{\"site\":\"b\",\"at_day\":\"2001-01-02\"}");
    }

    @Test
    void theSettingsMaySpellAPartitionColumnInAnotherCase() throws Exception {
        land(BY_SITE_AND_DAY, 0, "{\"id\":1,\"site\":\"a\",\"at\":\"2001-01-01T10:00:00Z\"}");

        assertThat(land(
                        Map.of("table.partition.by", "SITE,day(AT)"),
                        1,
                        "{\"id\":2,\"site\":\"b\",\"at\":\"2001-01-02T10:00:00Z\"}"))
                .containsExactly("\"partitionValues\":{\"site\":\"b\",\"at_day\":\"2001-01-02\"}");
    }

    /** Each value comes back as it was, an empty string as Delta's null, from a file that is within the table. */
    @Test
    void hostileValuesComeBackAndWriteNothingOutsideTheTable() throws Exception {
        List<String> hostile = List.of(
                "..",
                "../../../escaped",
                "/etc/escaped",
                "a/b",
                "a\\b",
                "%2e%2e%2f",
                "100%",
                "%",
                "a=b",
                "site=x",
                "__HIVE_DEFAULT_PARTITION__",
                "null",
                " ",
                ".",
                "\u0000",
                "\u0001\t\n\r\u001f\u007f",
                "a\u0000b",
                "\u2028\ud83d\ude00\u202e",
                "a:b?c#d*e",
                "x".repeat(300),
                "x".repeat(300) + "y",
                "\ud83d\ude00".repeat(100_000));
        ObjectMapper json = new ObjectMapper();
        long offset = 0;
        for (String value : hostile) {
            land(
                    Map.of("table.partition.by", "site"),
                    offset,
                    json.writeValueAsString(Map.of("id", offset, "site", value)));
            offset++;
        }
        land(Map.of("table.partition.by", "site"), offset, "{\"id\":" + offset + ",\"site\":\"\"}");

        Map<Object, Object> sites = new HashMap<>();
        LakeRows.rows(lake.resolve("events"))
                .forEach(row -> sites.put(row.get("id"), row.getOrDefault("site", "null!")));
        assertThat(sites).hasSize(hostile.size() + 1).containsEntry(offset, "null!");
        for (int i = 0; i < hostile.size(); i++) {
            assertThat(sites).containsEntry((long) i, hostile.get(i));
        }
        assertThat(lake.toFile().list()).containsExactlyInAnyOrder("events");
        try (Stream<Path> files = Files.walk(lake.resolve("events"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("part-")))
                    .hasSize(hostile.size() + 1)
                    .allSatisfy(file -> assertThat(
                                    lake.resolve("events").relativize(file).getNameCount())
                            .as("%s", file)
                            .isEqualTo(2));
        }
    }

    @Test
    void aLoneSurrogateIsRescuedAndItsPartitionIsThatOfNull() throws Exception {
        assertThat(land(BY_SITE_AND_DAY, 0, "{\"id\":1,\"site\":\"a\\ud800\"}"))
                .containsExactly("\"partitionValues\":{\"site\":null,\"at_day\":null}");
        assertThat(LakeRows.rows(lake.resolve("events"))).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("_rescued", "{\"/site\":\"a\\ud800\"}"));
    }

    @Test
    void aTableIsPartitionedByBucketsAndPrefixesInItsOwnZone() throws Exception {
        Map<String, String> by = Map.of(
                "table.partition.by",
                "bucket(16, id),truncate(site, 2),day(at)",
                "table.partition.time.zone",
                "Asia/Tokyo");
        String expected =
                "\"partitionValues\":{\"site_truncate\":\"an\",\"at_day\":\"2001-01-02\",\"id_bucket\":\"3\"}";
        assertThat(land(by, 0, "{\"id\":34,\"site\":\"anna\",\"at\":\"2001-01-01T15:00:00Z\"}"))
                .containsExactly(expected);

        assertThat(land(Map.of(), 1, "{\"id\":34,\"site\":\"ana\",\"at\":\"2001-01-02T14:59:59Z\"}"))
                .as("settings that say nothing of partitions")
                .containsExactly(expected);
        assertThatThrownBy(() -> land(
                        Map.of("table.partition.by", "bucket(16, id),truncate(site, 2),day(at)"),
                        2,
                        "{\"id\":34,\"site\":\"ana\",\"at\":\"2001-01-02T14:59:59Z\"}"))
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining(
                        "it is partitioned by [bucket(16, id), truncate(site, 2), day(at), Asia/Tokyo], and"
                                + " table.partition.by gives [bucket(16, id), truncate(site, 2), day(at), UTC].");
        assertThat(LakeRows.rows(lake.resolve("events"))).hasSize(2);
    }

    /** @return what the commit's files say of their partitions */
    private List<String> land(Map<String, String> props, long offset, String value) throws Exception {
        SinkSettings settings = settings(props);
        LakeStorage storage = LakeStorage.open(settings.lake(), "Sluice/test");
        TableLog table = storage.table(EVENTS);
        ColumnBuffer rows = ColumnBuffer.create(
                table.latest().map(TableSnapshot::schema).orElseGet(StructType::new), settings.value());
        rows.append(new SinkRecord("t", 0, null, null, null, value, offset));
        AppId appId = new AppId("test", "kafka", new TopicPartition("t", 0));
        TableBatch batch = new TableBatch(
                EVENTS,
                rows,
                Map.of(appId, new OffsetRange(offset, offset + 1, 1, Map.of(), 0, 0)),
                Map.of(appId, offset == 0 ? OptionalLong.empty() : OptionalLong.of(offset)),
                Optional.empty());
        ParquetEncoder encoder = new ParquetEncoder(storage.configuration(), settings.file());

        LandOutcome outcome = new Landing(table, batch, LandingRules.of(settings), encoder, maintenance).run();

        assertThat(outcome).isInstanceOf(LandOutcome.Landed.class);
        long version = ((LandOutcome.Landed) outcome).version();
        return Files.readString(lake.resolve(String.format("events/_delta_log/%020d.json", version)))
                .lines()
                .filter(line -> line.startsWith("{\"add\""))
                .map(line -> line.replaceAll(".*(\"partitionValues\":\\{[^}]*}).*", "$1"))
                .toList();
    }

    private SinkSettings settings(Map<String, String> props) {
        Map<String, String> all = new HashMap<>(props);
        all.put("name", "test");
        all.put("lake.path", lake.toUri().toString());
        all.put("value.format", "json");
        all.put("value.schema", "site STRING, at TIMESTAMP");
        return SinkConfig.parse(all);
    }
}
