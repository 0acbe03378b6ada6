package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import io.sluice.storage.ledger.CommitNote;
import io.sluice.storage.ledger.Ledger;
import io.sluice.storage.ledger.LedgerEntry;
import io.sluice.storage.ledger.LedgerState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A plain Parquet table. */
final class LedgerTableTest extends AnyTableLogTest {
    @Override
    Format format() {
        return Format.PARQUET;
    }

    /** Two may write one checkpoint at once; neither fails. */
    @Override
    void after(Appended commit) throws Exception {
        for (Appended.Upkeep upkeep : commit.upkeep()) {
            upkeep.action().run();
        }
    }

    @Test
    void saysInTheLedgerWhatItDid() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        table.append(
                table.latest().orElseThrow(),
                List.of(),
                Map.of(P0, 5L),
                new CommitDetails(Map.of("namespace", "ns"), Map.of("numOutputRows", "5"), true));

        assertThat(Files.readString(entry(1)))
                .startsWith("{\"ledger\":1,\"version\":1,\"tableId\":\"")
                .contains("\"operation\":\"STREAMING UPDATE\"")
                .contains("\"engineInfo\":\"Sluice/test\"")
                .contains("\"operationParameters\":{\"namespace\":\"ns\"}")
                .contains("\"operationMetrics\":{\"numOutputRows\":\"5\"}")
                .contains("{\"appId\":\"sluice/ns/kafka/t/0\",\"version\":5,\"lastUpdated\":");
    }

    @Test
    void listsAgainWhenAnEntryIsListedAndTheOneBeforeItIsNot() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        for (long next = 1; next <= 2; next++) {
            table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, next), CommitDetails.none());
        }
        TableLog listed = lake(Map.of(
                        "io.delta.kernel.logStore.file.impl",
                        FaultyLogStore.ListsNoMoment.class.getName(),
                        FaultyLogStore.ListsNoMoment.MISSED,
                        "00000000000000000001.json"))
                .table(new TableName("events"));

        for (int look = 0; look < 4; look++) {
            assertThat(listed.latest().orElseThrow().version()).isEqualTo(2);
        }
    }

    @Test
    void believesNoListingThatForgetsWhatItSaw() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, 1L), CommitDetails.none());
        TableLog listed = lake(Map.of(
                        "io.delta.kernel.logStore.file.impl",
                        FaultyLogStore.ListsNoMoment.class.getName(),
                        FaultyLogStore.ListsNoMoment.MISSED,
                        "00000000000000000001.json"))
                .table(new TableName("events"));
        while (listed.latest().orElseThrow().version() < 1) {
            assertThat(listed.latest()).isPresent();
        }

        for (int look = 0; look < 4; look++) {
            assertThat(listed.latest().orElseThrow().version()).isOne();
        }
    }

    @Test
    void isNotMadeWhereADeltaTableIs() throws Exception {
        lake(Format.DELTA, Map.of()).table(new TableName("events")).create(SCHEMA, TableLayout.NONE, Map.of());

        assertThatThrownBy(table::latest)
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("it is a Delta table, and lake.format=parquet. Set lake.format=delta");
    }

    @Test
    void isRefusedBesideADeltaLogThatWasMadeAtOnce() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        Path log = Files.createDirectories(directory.resolve("a lake/events/_delta_log"));
        Files.createFile(log.resolve("00000000000000000000.json"));

        assertThatThrownBy(() -> another().latest())
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("a Delta log and a ledger");
    }

    @Test
    void takesNoCommitOnceItIsPromotedNotEvenFromASnapshotThatIsOlder() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        TableSnapshot before = table.latest().orElseThrow();
        Ledger ledger = Logs.ledger(directory.resolve("a lake/events"));
        LedgerState state = ledger.load(Optional.empty()).orElseThrow();
        ledger.put(LedgerEntry.promote(
                state, new CommitNote("promotion", 0, "test", "PROMOTE", Map.of(), Map.of()), "delta"));

        assertThatThrownBy(() -> table.append(before, List.of(), Map.of(P0, 5L), CommitDetails.none()))
                .isInstanceOf(ConflictException.class);
        for (TableLog log : List.of(table, another())) {
            assertThatThrownBy(log::writable)
                    .isInstanceOf(LakeRefusedException.class)
                    .hasMessageContaining("promoted to delta")
                    .hasMessageContaining("Set lake.format=delta");
            assertThatThrownBy(() -> log.moveOffsets(Map.of(P0, 7L))).isInstanceOf(LakeRefusedException.class);
        }
    }

    @Test
    void opensALongLedgerByOneCheckpointAndKeepsAllEntries() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        AppId[] each = new AppId[7];
        for (int partition = 0; partition < each.length; partition++) {
            each[partition] = new AppId("ns", "kafka", new TopicPartition("t", partition));
        }
        try (LogMaintenance maintenance = new LogMaintenance("test")) {
            for (int next = 1; next <= 215; next++) {
                maintenance.after(
                        table.location(),
                        table.append(
                                table.latest().orElseThrow(),
                                List.of(),
                                Map.of(each[next % each.length], (long) next),
                                CommitDetails.none()));
            }
        }
        SourceOffsets followed = table.latest().orElseThrow().offsets();
        Path log = entry(0).getParent();
        assertThat(log.resolve("00000000000000000200.00000000000000000101.checkpoint.json"))
                .exists();
        for (int version = 0; version < 210; version++) {
            assertThat(entry(version)).exists();
            Files.writeString(entry(version), "never read");
        }

        SourceOffsets opened = another().latest().orElseThrow().offsets();
        assertThat(opened).isEqualTo(followed);
    }

    @Test
    void isOpenedWithAHintThatLeadsNowhere() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, 5L), CommitDetails.none());
        for (String hint : List.of("990", "-7", "x", "", "9999999999999999999999")) {
            Files.writeString(entry(0).resolveSibling("_last_checkpoint"), hint);
            assertThat(another().latest().orElseThrow().offsets().next(P0))
                    .as(hint)
                    .hasValue(5);
        }
    }

    @Test
    void aLedgerOfALaterFormatIsLeftAlone() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        LedgerState state = Logs.ledger(directory.resolve("a lake/events"))
                .load(Optional.empty())
                .orElseThrow();
        Logs.ledger(directory.resolve("a lake/events"))
                .put(new LedgerEntry(
                        2,
                        1,
                        state.tableId(),
                        new CommitNote("later", 0, "later", "LATER", Map.of(), Map.of()),
                        null,
                        List.of(),
                        List.of(),
                        null));

        assertThatThrownBy(table::latest)
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("version 2 of the ledger's format");
    }
}
