package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.routing.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void commitsOnWhatItsOwnLastCommitLeftWithoutReadingTheLogAgain() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.commitBase(), 5);

        TableSnapshot base = table.commitBase().orElseThrow();
        assertThat(table.commitBase()).containsSame(base);
        assertThat(base.version()).isEqualTo(1);
        append(table, Optional.of(base), 9);
        assertThat(table.commitBase().orElseThrow().offsets())
                .isEqualTo(table.latest().orElseThrow().offsets());
    }

    @Test
    void commitsOnWhatOthersCommittedMeanwhile() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        TableLog other = another();
        append(other, other.latest(), 7);

        assertThat(table.commitBase().orElseThrow().offsets().next(P0)).hasValue(7);
    }

    /** Of which the older ones cannot be read any more: to open the table would fail. */
    @Test
    void readsOnlyWhatOthersCommittedSince() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        TableLog other = another();
        append(other, other.latest(), 7);
        other.append(other.latest().orElseThrow(), List.of(), Map.of(P1, 3L), CommitDetails.none());
        Files.writeString(entry(0), "{");
        assertThatThrownBy(table::latest).isInstanceOf(LakeRefusedException.class);

        TableSnapshot base = table.commitBase().orElseThrow();
        assertThat(base.offsets().next(P0)).hasValue(7);
        assertThat(base.offsets().next(P1)).hasValue(3);
        assertThat(append(table, Optional.of(base), 9).version()).isEqualTo(4);
        assertThat(table.commitBase().orElseThrow().offsets().next(P0)).hasValue(9);
    }

    @Test
    void refusesACommitOfOthersThatWasEmptied() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        TableLog other = another();
        append(other, other.latest(), 7);
        Files.write(entry(2), new byte[0]);

        assertThatThrownBy(table::commitBase)
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("00000000000000000002.json is empty");
    }

    @Test
    void opensTheTableWhereOthersChangedMoreThanFilesAndOffsets() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        TableLog other = another();
        StructType wider = SCHEMA.add("name", StringType.STRING);
        other.evolve(other.latest().orElseThrow(), wider);
        append(other, other.latest(), 7);

        assertThat(table.commitBase().orElseThrow().schema()).isEqualTo(wider);
    }

    @Test
    void startsFromACheckpointThatOthersWrote() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 1);
        TableLog other = another();
        for (long next = 2; next <= 11; next++) {
            for (Appended.Upkeep work : append(other, other.latest(), next).upkeep()) {
                work.action().run();
            }
        }

        SnapshotImpl base = ((KernelSnapshot) table.commitBase().orElseThrow()).kernel();
        assertThat(base.getVersion()).isEqualTo(11);
        assertThat(base.getLogSegment().getCheckpointVersionOpt()).hasValue(10L);
    }

    /** Of others' checkpoints it may see none: they come after the look at the version that they are of. */
    @Test
    void readsTheLogFromACheckpointAgainAfterManyCommitsOfOthers() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 1);
        TableLog other = another();
        for (long next = 2; next <= 60; next++) {
            List<Appended.Upkeep> upkeep = append(other, other.latest(), next).upkeep();
            SnapshotImpl base = ((KernelSnapshot) table.commitBase().orElseThrow()).kernel();
            assertThat(base.getVersion()).isEqualTo(next);
            assertThat(base.getLogSegment().getDeltas()).hasSizeLessThanOrEqualTo(20);
            for (Appended.Upkeep work : upkeep) {
                work.action().run();
            }
        }
    }

    @Test
    void findsThatTheTableIsGoneSinceItsOwnLastCommit() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        delete(entry(0).getParent());

        assertThat(table.commitBase()).isEmpty();
    }

    @Test
    void findsThatTheTableWasMadeAnewSinceItsOwnLastCommit() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        String before = table.commitBase().orElseThrow().id();
        delete(entry(0).getParent());
        TableLog other = another();
        other.create(SCHEMA, TableLayout.NONE, Map.of());
        append(other, other.latest(), 5);
        // As if it were no later: the commits have the same size.
        Files.setLastModifiedTime(entry(1), FileTime.fromMillis(1));

        assertThat(table.commitBase().orElseThrow().id()).isNotEqualTo(before);
    }

    /** A copy from before the last commits was put back under a running task, and another landed in it since. */
    @Test
    void readsTheOffsetsAnewWhereTheLogIsNotTheOneThatItWas() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        append(table, table.latest(), 50);
        assertThat(table.latest().orElseThrow().offsets().next(P0)).hasValue(50);
        Files.delete(entry(2));
        TableLog other = another();
        other.append(other.latest().orElseThrow(), List.of(), Map.of(P1, 1L), CommitDetails.none());
        other.append(other.latest().orElseThrow(), List.of(), Map.of(P1, 2L), CommitDetails.none());
        Files.setLastModifiedTime(entry(2), FileTime.fromMillis(1));

        assertThat(table.latest().orElseThrow().offsets().next(P0)).hasValue(5);
        assertThat(table.commitBase().orElseThrow().offsets().next(P0)).hasValue(5);
    }

    @Test
    void changesTheSchemaOfWhatItCommitsOn() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        append(table, table.latest(), 5);
        StructType wider = SCHEMA.add("name", StringType.STRING);
        table.evolve(table.commitBase().orElseThrow(), wider);

        assertThat(table.commitBase().orElseThrow().schema()).isEqualTo(wider);
    }

    private static Appended append(TableLog log, Optional<TableSnapshot> base, long next) throws Exception {
        return log.append(base.orElseThrow(), List.of(), Map.of(P0, next), CommitDetails.none());
    }
}
