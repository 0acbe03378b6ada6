package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.connector.LakeRows;
import io.sluice.connector.config.LakeSettings.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With what Kernel reads back. */
final class PartitionedTableTest extends AnyPartitionedTableTest {
    @Override
    Format format() {
        return Format.DELTA;
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
                                + " table.partition.by gives [bucket(16, id), truncate(site, 2), day(at), UTC].")
                .as("the setting that differs")
                .hasMessageContaining("or make it and table.partition.time.zone what the table has.");
        assertThat(LakeRows.rows(lake.resolve("events"))).hasSize(2);
    }
}
