package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.lake.FaultyLogStore;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.TableLayout;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.routing.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H15: one partition feeds several tables, and each record is in one of them once, whatever was committed when a task died. */
final class FanOutTest {
    @TempDir
    private Path lake;

    private final List<SinkTaskRig> rigs = new ArrayList<>();

    private Map<String, String> props(String... more) {
        Map<String, String> props = new HashMap<>();
        props.put("name", "fan/out");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "4");
        props.put("table.name.field", "kind");
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        return props;
    }

    private SinkTaskRig start(String... more) {
        SinkTaskRig rig = new SinkTaskRig(new LakeSinkTask(), props(more), 1, null);
        rigs.add(rig);
        return rig;
    }

    @AfterEach
    void stop() {
        rigs.forEach(SinkTaskRig::stop);
    }

    /** Table b's commit never comes through, so that the task dies between those of a and b. */
    private void dieBetweenTwoTables() {
        SinkTaskRig rig = start(
                "hadoop.io.delta.kernel.logStore.file.impl",
                FaultyLogStore.AwayForOneTable.class.getName(),
                "hadoop." + FaultyLogStore.AwayForOneTable.TABLE,
                "b");
        rig.pollWithAssignment(List.of(0), () -> produce(rig, 0));
        awaitRows(rig, "a", "0@0", "0@2");
        rig.stop();
        rigs.clear();
    }

    private static void produce(SinkTaskRig rig, long from) {
        for (long offset = from; offset < from + 4; offset++) {
            rig.produce(0, offset, "{\"id\":" + offset + ",\"kind\":\"" + (offset % 2 == 0 ? "a" : "b") + "\"}");
        }
    }

    @Test
    void landsEachRecordInTheTableThatItsFieldNames() throws IOException {
        SinkTaskRig rig = start();
        rig.pollWithAssignment(List.of(0), () -> produce(rig, 0));
        awaitRows(rig, "b", "0@1", "0@3");
        assertThat(rows("a")).containsExactlyInAnyOrder("0@0", "0@2");
        rig.stop();
        rigs.clear();

        SinkTaskRig again = start();
        again.pollWithAssignment(List.of(0), () -> {});
        assertThat(again.position(0)).as("the ledger's offset").isEqualTo(4);
    }

    @Test
    void landsTheRestOnceAfterADeathBetweenTheCommitsOfTwoTables() throws IOException {
        dieBetweenTwoTables();
        SinkTaskRig rig = start();
        rig.pollWithAssignment(List.of(0), () -> produce(rig, 0));
        assertThat(rig.position(0)).isEqualTo(4);
        rig.pollWith(() -> produce(rig, 4));
        awaitRows(rig, "b", "0@1", "0@3", "0@5", "0@7");
        awaitRows(rig, "a", "0@0", "0@2", "0@4", "0@6");
    }

    @Test
    void startsWhereItBeganThoughOnlyOneTableHoldsThePartition() {
        dieBetweenTwoTables();
        SinkTaskRig rig = start();
        rig.pollWithAssignment(List.of(0), () -> {});
        assertThat(rig.position(0)).as("not the offset of the only table").isZero();
    }

    @Test
    void refusesAnotherRoutingUntilAllThatLandedIsInTheLedger() throws IOException {
        dieBetweenTwoTables();
        SinkTaskRig changed = start("table.name", "x.${field}");
        assertThatThrownBy(() -> changed.pollWithAssignment(List.of(0), () -> {}))
                .hasStackTraceContaining("Cannot start with other settings of where records go")
                .hasStackTraceContaining("table a holds t-0 up to 3")
                .hasStackTraceContaining("/_sluice/fan%2Fout up to 0");
        rigs.clear();

        SinkTaskRig old = start();
        old.pollWithAssignment(List.of(0), () -> produce(old, 0));
        old.pollWith(() -> produce(old, 4));
        awaitRows(old, "b", "0@1", "0@3", "0@5", "0@7");
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            old.poll();
            old.commitOffsets();
            assertThat(old.committed(0)).isEqualTo(8);
        });
        old.stop();
        rigs.clear();

        SinkTaskRig drained = start("table.name", "x.${field}");
        drained.pollWithAssignment(List.of(0), () -> {});
        assertThat(drained.position(0)).isEqualTo(8);
        drained.pollWith(() -> produce(drained, 8));
        awaitRows(drained, "x.b", "0@9", "0@11");
    }

    @Test
    void takesOverFromTheOneTableThatHeldThePartitionBeforeThereWasALedger() throws IOException {
        SinkTaskRig before = start("table.name.field", "", "table.name", "${topic}");
        before.pollWithAssignment(List.of(0), () -> produce(before, 0));
        awaitRows(before, "t", "0@0", "0@1", "0@2", "0@3");
        before.stop();
        rigs.clear();

        SinkTaskRig rig = start();
        rig.pollWithAssignment(List.of(0), () -> {});
        assertThat(rig.position(0)).isEqualTo(4);
        rig.pollWith(() -> produce(rig, 4));
        awaitRows(rig, "b", "0@5", "0@7");
        assertThat(rows("a")).containsExactlyInAnyOrder("0@4", "0@6");
    }

    @Test
    void movesTheLedgerWithTheTablesWhenAnOperatorMovesOffsets() throws IOException {
        SinkTaskRig rig = start();
        rig.pollWithAssignment(List.of(0), () -> produce(rig, 0));
        awaitRows(rig, "b", "0@1", "0@3");
        rig.stop();
        rigs.clear();

        new LakeSinkConnector().alterOffsets(props(), Map.of(new TopicPartition("t", 0), 2L));
        SinkTaskRig moved = start();
        moved.pollWithAssignment(List.of(0), () -> {});
        assertThat(moved.position(0)).isEqualTo(2);
        moved.pollWith(() -> {
            moved.produce(0, 2, "{\"kind\":\"a\"}");
            moved.produce(0, 3, "{\"kind\":\"b\"}");
            moved.produce(0, 4, "{\"kind\":\"b\"}");
            moved.produce(0, 5, "{\"kind\":\"b\"}");
        });
        awaitRows(moved, "b", "0@1", "0@3", "0@3", "0@4", "0@5");
        assertThat(rows("a")).containsExactlyInAnyOrder("0@0", "0@2", "0@2");
    }

    @Test
    void deadLettersLandInTheirTableOnceThoughTheTaskDiedBeforeTheRestLanded() throws IOException {
        String[] letters = {"dead.letter.table", "letters", "table.name.field.missing", "dead-letter"};
        String[] faulty = Stream.concat(
                        Stream.of(letters),
                        Stream.of(
                                "hadoop.io.delta.kernel.logStore.file.impl",
                                FaultyLogStore.AwayForOneTable.class.getName(),
                                "hadoop." + FaultyLogStore.AwayForOneTable.TABLE,
                                "a"))
                .toArray(String[]::new);
        SinkTaskRig rig = start(faulty);
        rig.pollWithAssignment(List.of(0), () -> produceWithPoison(rig));
        awaitRows(rig, "letters", "0@1", "0@2", "0@3");
        rig.stop();
        rigs.clear();

        SinkTaskRig again = start(Stream.concat(Stream.of(letters), Stream.of("commit.records", "1"))
                .toArray(String[]::new));
        again.pollWithAssignment(List.of(0), () -> produceWithPoison(again));
        awaitRows(again, "a", "0@0");
        assertThat(rows("letters")).containsExactlyInAnyOrder("0@1", "0@2", "0@3");
        List<Map<String, Object>> rows = LakeRows.rows(lake.resolve("letters"));
        assertThat(rows)
                .extracting(row -> row.get("code"))
                .containsExactlyInAnyOrder("MALFORMED_JSON", "NO_TABLE_FIELD", "UNROUTABLE");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).containsKeys("value", "message", "stage");
            assertThat(row.get("message").toString()).doesNotContain("\n");
        });
    }

    /** Another writer changes a table between two deliveries, so that what fitted is a letter now, and what was a letter fits. */
    @Test
    void aRecordIsALetterOrARowAndNeverBothOrNeitherThoughItsTableChangedBetweenTwoDeliveries() throws Exception {
        String[] settings = {
            "dead.letter.table", "letters", "schema.mismatch", "dead-letter", "schema.evolution", "none"
        };
        TableLog a = LakeStorage.open(SinkConfig.parse(props()).lake(), "another writer")
                .table(new TableName("a"));
        StructType coordinates = new StructType()
                .add("_kafka_topic", StringType.STRING)
                .add("_kafka_partition", IntegerType.INTEGER)
                .add("_kafka_offset", LongType.LONG)
                .add("_kafka_timestamp", TimestampType.TIMESTAMP)
                .add("kind", StringType.STRING);
        a.create(coordinates.add("n", LongType.LONG).add("m", LongType.LONG), TableLayout.NONE, Map.of());
        SinkTaskRig rig = start(Stream.concat(
                        Stream.of(settings),
                        Stream.of(
                                "hadoop.io.delta.kernel.logStore.file.impl",
                                FaultyLogStore.AwayForOneTable.class.getName(),
                                "hadoop." + FaultyLogStore.AwayForOneTable.TABLE,
                                "a"))
                .toArray(String[]::new));
        rig.pollWithAssignment(List.of(0), () -> produceForBoth(rig));
        awaitRows(rig, "letters", "0@1", "0@2", "0@3");
        rig.stop();
        rigs.clear();

        a.evolve(a.latest().orElseThrow(), coordinates.add("n", DateType.DATE).add("m", StringType.STRING));
        SinkTaskRig again = start(Stream.concat(Stream.of(settings), Stream.of("commit.records", "1"))
                .toArray(String[]::new));
        again.pollWithAssignment(List.of(0), () -> produceForBoth(again));
        again.pollWith(() -> again.produce(0, 4, "{\"kind\":\"a\",\"m\":\"text\"}"));
        awaitRows(again, "letters", "0@0", "0@1", "0@2", "0@3");
        awaitRows(again, "a", "0@4");
    }

    /** The first fits at first alone, the second afterwards alone. */
    private static void produceForBoth(SinkTaskRig rig) {
        rig.produce(0, 0, "{\"kind\":\"a\",\"n\":1}");
        rig.produce(0, 1, "{\"kind\":\"a\",\"m\":\"text\"}");
        rig.produce(0, 2, "{\"kind\":\"../a\"}");
        rig.produce(0, 3, "{\"kind\":\"../b\"}");
    }

    @Test
    void aLakeOfPlainParquetFansOutUnderALedgerThatAPromotionLeavesAsItIs() throws IOException {
        String[] settings = {
            "lake.format", "parquet", "dead.letter.table", "letters", "table.name.field.missing", "dead-letter"
        };
        SinkTaskRig rig = start(settings);
        rig.pollWithAssignment(List.of(0), () -> {
            produce(rig, 0);
            rig.produce(0, 4, "{}");
        });
        awaitRows(rig, "b", "0@1", "0@3");
        awaitRows(rig, "letters", "0@4");
        rig.stop();
        rigs.clear();
        assertThat(lake.resolve("_sluice/fan%2Fout/_delta_log")).isDirectory();
        assertThat(lake.resolve("b/_delta_log")).doesNotExist();

        SinkTaskRig again = start(settings);
        again.pollWithAssignment(List.of(0), () -> {});
        assertThat(again.position(0)).isEqualTo(5);
    }

    private static void produceWithPoison(SinkTaskRig rig) {
        rig.produce(0, 0, "{\"kind\":\"a\"}");
        rig.produce(0, 1, "{\"kind\":\"a\",\"x\":tru}");
        rig.produce(0, 2, "{\"kind\":null}");
        rig.produce(0, 3, "{\"kind\":\"../../etc\"}");
    }

    @Test
    void tombstonesThatNameNoTableArePassedOrBecomeLettersAsThePolicySays() throws IOException {
        SinkTaskRig ignoring = start("behavior.on.null.values", "ignore", "commit.records", "2");
        ignoring.pollWithAssignment(List.of(0), () -> {
            ignoring.produce(0, 0, null);
            ignoring.produce(0, 1, null);
        });
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            ignoring.poll();
            assertThat(lake.resolve("_sluice/fan%2Fout/_delta_log/00000000000000000002.json"))
                    .as("made, claimed, moved")
                    .exists();
        });
        ignoring.stop();
        rigs.clear();

        SinkTaskRig keeping =
                start("behavior.on.null.values", "dead-letter", "dead.letter.table", "letters", "commit.records", "1");
        keeping.pollWithAssignment(List.of(0), () -> {});
        assertThat(keeping.position(0)).as("the ledger passed what was ignored").isEqualTo(2);
        keeping.pollWith(() -> keeping.produce(0, 2, null));
        awaitRows(keeping, "letters", "0@2");
        assertThat(LakeRows.rows(lake.resolve("letters"))).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("code", "NULL_VALUE"));
    }

    @Test
    void aRecordForOneTableMoreThanTheLimitIsAnErrorThatNamesTheSetting() {
        SinkTaskRig rig = start("tables.max", "1", "commit.records", "100");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, "{\"kind\":\"a\"}"));
        assertThatThrownBy(() -> rig.pollWith(() -> rig.produce(0, 1, "{\"kind\":\"b\"}")))
                .hasStackTraceContaining("this task fills 1 tables already")
                .hasStackTraceContaining("tables.max=1");
    }

    @Test
    void moreTablePartitionsThanTheLimitFailTheTaskBeforeAFileIsWritten() {
        SinkTaskRig rig = start("table.partitions.max", "3", "table.partition.by", "id");
        rig.pollWithAssignment(List.of(0), () -> {
            for (int offset = 0; offset < 4; offset++) {
                rig.produce(0, offset, "{\"kind\":\"a\",\"id\":" + offset + "}");
            }
        });
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThatThrownBy(rig::poll)
                .hasStackTraceContaining("its 4 rows since the last commit are of 4 partitions")
                .hasStackTraceContaining("table.partitions.max=3"));
        assertThat(lake.resolve("a")).isDirectoryNotContaining("glob:**/id=*");
    }

    @Test
    void makesOneTableLikeAnotherAndOneByItsOverride() throws IOException {
        SinkTaskRig rig =
                start("table.override.b.partition.by", "kind", "table.override.b.properties.delta.appendOnly", "true");
        rig.pollWithAssignment(List.of(0), () -> produce(rig, 0));
        awaitRows(rig, "b", "0@1", "0@3");
        assertThat(lake.resolve("b/kind=b")).isDirectory();
        assertThat(lake.resolve("a/kind=a")).doesNotExist();
    }

    private List<String> rows(String table) throws IOException {
        return LakeRows.coordinates(lake.resolve(table));
    }

    private void awaitRows(SinkTaskRig rig, String table, String... rows) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(rows(table)).containsExactlyInAnyOrder(rows);
        });
    }
}
