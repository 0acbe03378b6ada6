package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.LakeRows;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.routing.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class AnyLandingTest {
    private static final TableName EVENTS = new TableName("events");

    @TempDir
    Path lake;

    private final LogMaintenance maintenance = new LogMaintenance("test");

    @AfterEach
    void endMaintenance() {
        maintenance.close();
    }

    @Test
    void makesTheTableAndLandsFilesWithTheirOffsets() throws Exception {
        LandOutcome outcome = landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}", "{\"id\":2}"))
                .run();

        assertThat(outcome).isInstanceOf(LandOutcome.Landed.class);
        TableSnapshot snapshot = table(Map.of()).latest().orElseThrow();
        assertThat(snapshot.offsets().next(appId(0))).hasValue(2);
        assertThat(snapshot.schema().fieldNames())
                .containsExactly(
                        "_kafka_topic", "_kafka_partition", "_kafka_offset", "_kafka_timestamp", "id", "_rescued");
        assertThat(log(1))
                .contains("\\\"topic\\\":\\\"t\\\",\\\"partition\\\":0,\\\"start\\\":0,\\\"next\\\":2,\\\"rows\\\":2")
                .contains("\\\"numRecords\\\":2");
        assertThat(files(1)).hasSize(1);
    }

    @Test
    void recordsRangesThatJoinThoughKafkaSkipsOffsetsBetweenTwoBatches() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}"))
                .run();
        TableBatch behindAMarker = new TableBatch(
                EVENTS,
                rows(Map.of(), 0, 2, "{\"id\":2}"),
                Map.of(appId(0), range(2, 1)),
                Map.of(appId(0), OptionalLong.of(1)),
                Optional.empty());

        landing(Map.of(), behindAMarker).run();

        assertThat(log(2)).contains("\\\"start\\\":1,\\\"next\\\":3,\\\"rows\\\":1");
    }

    @Test
    void neverLandsWhatAnotherTaskLandedBefore() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}"))
                .run();

        LandOutcome zombie = landing(
                        Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}", "{\"id\":2}", "{\"id\":3}"))
                .run();

        assertThat(zombie).isInstanceOfSatisfying(LandOutcome.Rewind.class, rewind -> assertThat(rewind.fenced())
                .isTrue());
        assertThat(table(Map.of()).latest().orElseThrow().version()).isOne();
    }

    @Test
    void addsColumnsAsTheyComeAndKeepsThemForOthers() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}"))
                .run();
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.of(1), "{\"id\":2,\"who\":{\"name\":\"x\"}}"))
                .run();
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.of(2), "{\"id\":3,\"who\":{\"age\":4}}"))
                .run();

        StructType who = (StructType)
                table(Map.of()).latest().orElseThrow().schema().get("who").getDataType();
        assertThat(who.fieldNames()).containsExactly("name", "age");
    }

    @Test
    void convergesWhenManyTasksMakeAndChangeOneTable() throws Exception {
        int tasks = 8;
        ExecutorService pool = Executors.newFixedThreadPool(tasks);
        try {
            List<Callable<LandOutcome>> landings = new ArrayList<>();
            for (int task = 0; task < tasks; task++) {
                TableBatch batch = batch(Map.of(), task, OptionalLong.empty(), "{\"id\":1,\"f" + task + "\":1}");
                landings.add(() -> landing(Map.of(), batch).run());
            }
            for (Future<LandOutcome> landed : pool.invokeAll(landings)) {
                assertThat(landed.get()).isInstanceOf(LandOutcome.Landed.class);
            }
        } finally {
            pool.shutdownNow();
        }
        TableSnapshot snapshot = table(Map.of()).latest().orElseThrow();
        for (int task = 0; task < tasks; task++) {
            assertThat(snapshot.offsets().next(appId(task))).hasValue(1);
            assertThat(snapshot.schema().fieldNames()).contains("f" + task);
        }
    }

    @Test
    void fitsABatchAgainWhenAnotherTaskGaveTheColumnAnotherType() throws Exception {
        TableBatch texts = batch(Map.of(), 1, OptionalLong.empty(), "{\"x\":\"one\"}");
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"x\":1}")).run();

        assertThat(landing(Map.of(), texts).run()).isInstanceOf(LandOutcome.Landed.class);
        TableSnapshot snapshot = table(Map.of()).latest().orElseThrow();
        assertThat(snapshot.schema().get("x").getDataType()).isEqualTo(LongType.LONG);
        assertThat(log(snapshot.version())).contains("\"numRescuedRows\":\"1\"");
    }

    @Test
    void writesWhatWasTakenNarrowerWithTheTypesThatTheTableHas() throws Exception {
        TableBatch narrow = batch(Map.of(), 1, OptionalLong.empty(), "{\"x\":2,\"s\":true,\"l\":[{\"y\":3}]}");
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"x\":1.5,\"s\":\"a\",\"l\":[{\"y\":0.5}]}"))
                .run();

        assertThat(landing(Map.of(), narrow).run()).isInstanceOf(LandOutcome.Landed.class);
        assertThat(log(2)).contains("\\\"x\\\":2.0", "\\\"s\\\":\\\"true\\\"").contains("\"numRescuedRows\":\"0\"");
    }

    @Test
    void readsABatchAgainThatNoLongerFitsWhenNothingMayBeRescued() throws Exception {
        Map<String, String> fail = Map.of("schema.mismatch", "fail");
        TableBatch texts = batch(fail, 1, OptionalLong.empty(), "{\"x\":\"one\"}");
        landing(fail, batch(fail, 0, OptionalLong.empty(), "{\"x\":1}")).run();

        assertThat(landing(fail, texts).run())
                .isInstanceOfSatisfying(LandOutcome.Rewind.class, rewind -> assertThat(rewind.fenced())
                        .isFalse());
    }

    @Test
    void partitionsByColumnsAndDerivedOnes() throws Exception {
        Map<String, String> props =
                Map.of("table.partition.by", "site,day(at)", "value.schema", "at TIMESTAMP, site STRING");
        landing(
                        props,
                        batch(
                                props,
                                0,
                                OptionalLong.empty(),
                                "{\"site\":\"a\",\"at\":\"2001-01-01T10:00:00Z\"}",
                                "{\"site\":\"b\",\"at\":\"2001-01-01T10:00:00Z\"}",
                                "{\"site\":\"a\",\"at\":\"2001-01-01T23:59:59Z\"}",
                                "{\"at\":\"2001-01-02T00:00:00Z\"}"))
                .run();

        assertThat(files(1)).hasSize(3);
        assertThat(log(1)).contains("site=a/at_day=2001-01-01/").contains("\"at_day\":\"2001-01-02\"");
        assertThat(table(props).latest().orElseThrow().partitionColumns()).containsExactly("site", "at_day");
    }

    @Test
    void refusesATableThatIsPartitionedOtherwise() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1,\"site\":\"a\"}"))
                .run();
        Map<String, String> props = Map.of("table.partition.by", "site");

        assertThatThrownBy(() -> landing(props, batch(props, 0, OptionalLong.of(1), "{\"id\":1,\"site\":\"a\"}"))
                        .run())
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("partitioned by []")
                .hasMessageContaining("table.partition.by");
    }

    @Test
    void refusesATableThatWasMadeAnewUnderTheTask() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}"))
                .run();
        TableBatch old = new TableBatch(
                EVENTS,
                rows(Map.of(), 0, 1, "{\"id\":2}"),
                Map.of(appId(0), range(1, 1)),
                Map.of(appId(0), OptionalLong.of(1)),
                Optional.of("another-id"));

        assertThatThrownBy(() -> landing(Map.of(), old).run())
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("another table");
    }

    @Test
    void movesOffsetsWithoutRowsOnlyWhereThereIsATable() throws Exception {
        TableBatch tombstones = new TableBatch(
                EVENTS,
                ColumnBuffer.create(new StructType(), settings(Map.of()).value()),
                Map.of(appId(0), new OffsetRange(0, 3, 0, Map.of("NULL_VALUE", 3L), 0, 0)),
                Map.of(appId(0), OptionalLong.empty()),
                Optional.empty());
        assertThat(landing(Map.of(), tombstones).run()).isInstanceOf(LandOutcome.NothingToLand.class);

        table(Map.of())
                .create(
                        new StructType().add("id", LongType.LONG).add("s", StringType.STRING),
                        TableLayout.NONE,
                        Map.of());
        assertThat(landing(Map.of(), tombstones).run()).isInstanceOf(LandOutcome.Landed.class);
        assertThat(table(Map.of()).latest().orElseThrow().offsets().next(appId(0)))
                .hasValue(3);
        assertThat(log(1)).contains("\\\"dropped\\\":{\\\"NULL_VALUE\\\":3}");
    }

    @Test
    void keepsEncodedFilesOverAnOutage() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}"))
                .run();
        Map<String, String> away =
                Map.of("hadoop.io.delta.kernel.logStore.file.impl", FaultyLogStore.Away.class.getName());
        Landing landing = landing(away, batch(Map.of(), 0, OptionalLong.of(1), "{\"id\":2}"));

        assertThatThrownBy(landing::run).isInstanceOf(LakeUnavailableException.class);
        assertThatThrownBy(landing::run).isInstanceOf(LakeUnavailableException.class);
        assertThat(dataFiles()).as("one a batch, not one a try").hasSize(2);
    }

    @Test
    void encodesAgainWhatAVacuumTookWhileTheStoreWasAway() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}"))
                .run();
        Path mark = lake.resolve("away");
        Landing landing = landing(
                Map.of(
                        "hadoop.io.delta.kernel.logStore.file.impl",
                        FaultyLogStore.AwayWhileMarked.class.getName(),
                        "hadoop." + FaultyLogStore.AwayWhileMarked.MARK,
                        mark.toString()),
                batch(Map.of(), 0, OptionalLong.of(1), "{\"id\":2}"));
        List<Path> before = dataFiles();
        Files.createFile(mark);
        assertThatThrownBy(landing::run).isInstanceOf(LakeUnavailableException.class);
        List<Path> orphans = dataFiles();
        orphans.removeAll(before);
        assertThat(orphans).hasSize(1);

        Files.delete(orphans.get(0));
        Files.delete(mark);
        assertThat(landing.run()).isInstanceOf(LandOutcome.Landed.class);

        assertThat(LakeRows.coordinates(lake.resolve("events"))).containsExactlyInAnyOrder("0@0", "0@1");
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.list(lake.resolve("events"))) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".parquet")).toList());
        }
    }

    TableBatch batch(Map<String, String> props, int partition, OptionalLong expected, String... values)
            throws Exception {
        long start = expected.orElse(0);
        return new TableBatch(
                EVENTS,
                rows(props, partition, start, values),
                Map.of(appId(partition), range(start, values.length)),
                Map.of(appId(partition), expected),
                Optional.empty());
    }

    private ColumnBuffer rows(Map<String, String> props, int partition, long start, String... values) throws Exception {
        ColumnBuffer rows = ColumnBuffer.create(
                table(props).latest().map(TableSnapshot::schema).orElseGet(StructType::new),
                settings(props).value());
        long offset = start;
        for (String value : values) {
            rows.append(new SinkRecord("t", partition, null, null, null, value, offset++));
        }
        return rows;
    }

    private static OffsetRange range(long start, int rows) {
        return new OffsetRange(start, start + rows, rows, Map.of(), 0, 0);
    }

    private static AppId appId(int partition) {
        return new AppId("test", "kafka", new TopicPartition("t", partition));
    }

    private SinkSettings settings(Map<String, String> props) {
        Map<String, String> all = new HashMap<>(props);
        all.put("name", "test");
        all.put("lake.path", lake.toUri().toString());
        all.put("lake.format", format().name().toLowerCase(Locale.ROOT));
        all.put("value.format", "json");
        return SinkConfig.parse(all);
    }

    private TableLog table(Map<String, String> props) throws Exception {
        return LakeStorage.open(settings(props).lake(), "Sluice/test").table(EVENTS);
    }

    Landing landing(Map<String, String> props, TableBatch batch) throws Exception {
        SinkSettings settings = settings(props);
        return Landings.of(LakeStorage.open(settings.lake(), "Sluice/test"), settings, batch, maintenance);
    }

    String log(long version) throws Exception {
        return Files.readString(Logs.entry(lake.resolve("events"), format(), version));
    }

    private List<String> files(long version) throws IOException {
        return Logs.files(lake.resolve("events"), format(), version);
    }

    /** In which every rule of landing is the same. */
    abstract Format format();
}
