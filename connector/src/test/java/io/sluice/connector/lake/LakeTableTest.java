package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.routing.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LakeTableTest extends AnyTableLogTest {
    @Override
    Format format() {
        return Format.DELTA;
    }

    @Test
    void saysInTheLogWhatItDid() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        table.append(
                table.latest().orElseThrow(),
                List.of(),
                Map.of(P0, 5L),
                new CommitDetails(Map.of("namespace", "ns"), Map.of("numOutputRows", "5"), true));

        String commit = Files.readString(entry(1));
        assertThat(commit)
                .contains("\"operation\":\"STREAMING UPDATE\"")
                .contains("\"isBlindAppend\":true")
                .contains("\"namespace\":\"ns\"")
                .contains("\"numOutputRows\":\"5\"")
                .contains("\"appId\":\"sluice/ns/kafka/t/0\",\"version\":5,\"lastUpdated\":");
    }

    @Test
    void refusesATableThatForgetsOffsets() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        Path log = entry(0);
        String property = "\"configuration\":{\"delta.setTransactionRetentionDuration\":\"interval 7 days\"}";
        Files.writeString(log, Files.readString(log).replace("\"configuration\":{}", property));

        assertThatThrownBy(table::writable)
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("delta.setTransactionRetentionDuration=interval 7 days")
                .hasMessageContaining("UNSET");
    }

    /** Found on S3 with 20 % of answers lost: a commit's checksum was listed and the commit was not. */
    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000001.json", "00000000000000000002.json"})
    void listsAgainWhatContradictsItself(String missed) throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        for (long next = 1; next <= 2; next++) {
            table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, next), CommitDetails.none());
        }
        Files.createFile(directory.resolve("a lake/events/_delta_log/00000000000000000002.crc"));
        TableLog listed = lake(Map.of(
                        "io.delta.kernel.logStore.file.impl",
                        FaultyLogStore.ListsNoMoment.class.getName(),
                        FaultyLogStore.ListsNoMoment.MISSED,
                        missed))
                .table(new TableName("events"));

        for (int look = 0; look < 4; look++) {
            assertThat(listed.latest().orElseThrow().version()).isEqualTo(2);
        }
    }

    @Test
    void isNotMadeWhereAPlainParquetTableIs() throws Exception {
        lake(Format.PARQUET, Map.of()).table(new TableName("events")).create(SCHEMA, TableLayout.NONE, Map.of());

        assertThatThrownBy(table::latest)
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("Set lake.format=parquet, or turn it into a Delta table with analytics promote");
    }
}
