package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of a table's log in either format. */
abstract class AnyTableLogTest {
    static final StructType SCHEMA = new StructType().add("id", LongType.LONG);
    static final AppId P0 = new AppId("ns", "kafka", new TopicPartition("t", 0));
    static final AppId P1 = new AppId("ns", "kafka", new TopicPartition("t", 1));

    @TempDir
    Path directory;

    TableLog table;

    @BeforeEach
    void openLake() throws Exception {
        table = another();
    }

    abstract Format format();

    LakeStorage lake(Map<String, String> hadoop) throws Exception {
        return lake(format(), hadoop);
    }

    LakeStorage lake(Format format, Map<String, String> hadoop) throws Exception {
        return LakeStorage.open(
                new LakeSettings(directory.resolve("a lake").toString(), format, hadoop, Duration.ofSeconds(1)),
                "Sluice/test");
    }

    /** The table to another writer, who knows nothing of it yet. */
    TableLog another() throws Exception {
        return lake(Map.of()).table(new TableName("events"));
    }

    Path entry(long version) {
        return Logs.entry(directory.resolve("a lake/events"), format(), version);
    }

    @Test
    void isAbsentUntilItIsCreated() throws Exception {
        assertThat(table.latest()).isEmpty();

        table.create(SCHEMA, TableLayout.NONE, Map.of("delta.appendOnly", "true"));

        TableSnapshot snapshot = table.latest().orElseThrow();
        assertThat(snapshot.version()).isZero();
        assertThat(snapshot.schema()).isEqualTo(SCHEMA);
        assertThat(snapshot.properties()).containsEntry("delta.appendOnly", "true");
        assertThat(snapshot.offsets().next(P0)).isEmpty();
    }

    /** So a landing knows what the one before it left. */
    @Test
    void isOneObjectForAllWhoHoldIt() throws Exception {
        LakeStorage lake = lake(Map.of());
        TableLog held = lake.table(new TableName("events"));

        assertThat(lake.table(new TableName("events"))).isSameAs(held);
        assertThat(lake.table(new TableName("others"))).isNotSameAs(held);
        assertThat(lake.ledger("events")).isNotSameAs(held);
    }

    @Test
    void isAbsentWhileItsLogIsAnEmptyFolder() throws Exception {
        Files.createDirectories(entry(0).getParent());

        assertThat(table.latest()).isEmpty();
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        assertThat(table.latest()).isPresent();
    }

    @Test
    void keepsTheOffsetsOfAllPartitionsOverCommitsAndCheckpoints() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        try (LogMaintenance maintenance = new LogMaintenance("test")) {
            for (long next = 1; next <= 25; next++) {
                Map<AppId, Long> offsets = next % 2 == 0 ? Map.of(P0, next) : Map.of(P1, next);
                maintenance.after(
                        table.location(),
                        table.append(table.latest().orElseThrow(), List.of(), offsets, CommitDetails.none()));
            }
        }
        SourceOffsets followed = table.latest().orElseThrow().offsets();
        SourceOffsets replayed = another().latest().orElseThrow().offsets();

        assertThat(followed).isEqualTo(replayed);
        assertThat(replayed.next(P0)).hasValue(24);
        assertThat(replayed.next(P1)).hasValue(25);
    }

    @Test
    void canBeReadAtAnyMomentWhileCheckpointsAreWritten() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of("delta.checkpointInterval", "1"));
        Map<AppId, Long> many = new HashMap<>();
        for (int partition = 0; partition < 2_000; partition++) {
            many.put(new AppId("ns", "kafka", new TopicPartition("t", partition)), 1L);
        }
        try (LogMaintenance maintenance = new LogMaintenance("test")) {
            for (int commit = 0; commit < 10; commit++) {
                maintenance.after(
                        table.location(),
                        table.append(table.latest().orElseThrow(), List.of(), many, CommitDetails.none()));
                for (int read = 0; read < 20; read++) {
                    assertThat(another().latest()).isPresent();
                }
            }
        }
    }

    @Test
    void lowersAnOffsetAndForgetsAResetOne() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, 10L, P1, 10L), CommitDetails.none());
        table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, 3L, P1, -1L), CommitDetails.none());

        SourceOffsets offsets = table.latest().orElseThrow().offsets();
        assertThat(offsets.next(P0)).hasValue(3);
        assertThat(offsets.next(P1)).isEmpty();
    }

    @Test
    void letsOneOfTwoCommitsFromOneSnapshotWin() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        TableSnapshot snapshot = table.latest().orElseThrow();
        table.append(snapshot, List.of(), Map.of(P0, 150L), CommitDetails.none());

        assertThatThrownBy(() -> table.append(snapshot, List.of(), Map.of(P0, 200L), CommitDetails.none()))
                .as("a zombie that is ahead; Kernel's own rule lets it pass")
                .isInstanceOf(ConflictException.class);
        assertThat(table.latest().orElseThrow().offsets().next(P0)).hasValue(150);
    }

    @Test
    void letsOneOfManyCreatorsWinAndTheOthersStartOver() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> creators = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                TableLog own = another();
                creators.add(() -> {
                    try {
                        own.create(SCHEMA, TableLayout.NONE, Map.of());
                        return true;
                    } catch (ConflictException lost) {
                        return false;
                    }
                });
            }
            int won = 0;
            for (Future<Boolean> creator : pool.invokeAll(creators)) {
                won += creator.get() ? 1 : 0;
            }
            assertThat(won).isOne();
            assertThat(table.latest().orElseThrow().version()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void addsColumnsInACommitOfItsOwn() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        TableSnapshot before = table.latest().orElseThrow();
        StructType wider = SCHEMA.add("name", StringType.STRING);

        table.evolve(before, wider);

        TableSnapshot after = table.latest().orElseThrow();
        assertThat(after.schema()).isEqualTo(wider);
        assertThat(after.id()).isEqualTo(before.id());
        assertThatThrownBy(() -> table.append(before, List.of(), Map.of(P0, 1L), CommitDetails.none()))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void takesAPutWhoseAnswerWasLostForItsOwn() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        TableLog faulty = faulty(FaultyLogStore.LostAnswer.class);

        assertThat(faulty.append(faulty.latest().orElseThrow(), List.of(), Map.of(P0, 5L), CommitDetails.none())
                        .version())
                .isOne();
        assertThat(table.latest().orElseThrow().version()).isOne();
    }

    @Test
    void takesARefusedRetryOfItsOwnPutForItsOwn() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        TableLog faulty = faulty(FaultyLogStore.RetriedInside.class);

        faulty.append(faulty.latest().orElseThrow(), List.of(), Map.of(P0, 5L), CommitDetails.none());
        assertThat(table.latest().orElseThrow().offsets().next(P0)).hasValue(5);
    }

    @Test
    void putsTheSameBytesAgainWhenAPutLeftNothing() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        TableLog faulty = faulty(FaultyLogStore.FailsEverySecondPut.class);
        for (long next = 1; next <= 4; next++) {
            faulty.append(faulty.latest().orElseThrow(), List.of(), Map.of(P0, next), CommitDetails.none());
        }

        assertThat(table.latest().orElseThrow().version()).isEqualTo(4);
    }

    @Test
    void callsAStoreThatStaysAwayUnavailable() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        TableLog faulty = faulty(FaultyLogStore.Away.class);
        TableSnapshot snapshot = faulty.latest().orElseThrow();

        assertThatThrownBy(() -> faulty.append(snapshot, List.of(), Map.of(P0, 5L), CommitDetails.none()))
                .isInstanceOf(LakeUnavailableException.class)
                .hasMessageContaining("No space left on device");
        assertThat(table.latest().orElseThrow().version()).isZero();
    }

    @Test
    void seesATableThatWasMadeAnew() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, 5L), CommitDetails.none());
        String before = table.latest().orElseThrow().id();
        delete(directory.resolve("a lake/events"));
        table.create(SCHEMA, TableLayout.NONE, Map.of());

        TableSnapshot anew = table.latest().orElseThrow();
        assertThat(anew.id()).isNotEqualTo(before);
        assertThat(anew.offsets().next(P0)).as("offsets of the dropped table").isEmpty();
    }

    @Test
    void acknowledgesEachVersionToOneOfManyWriters() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        int writers = 6;
        long commits = 25;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<List<Long>>> each = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                AppId own = new AppId("ns", "kafka", new TopicPartition("t", writer));
                TableLog log = another();
                each.add(() -> acknowledged(log, own, commits));
            }
            List<Long> acknowledged = new ArrayList<>();
            for (Future<List<Long>> versions : pool.invokeAll(each)) {
                acknowledged.addAll(versions.get());
            }
            assertThat(acknowledged)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, writers * commits).boxed().toList());
        } finally {
            pool.shutdownNow();
        }
        TableSnapshot replayed = another().latest().orElseThrow();
        assertThat(replayed.version()).isEqualTo(writers * commits);
        assertThat(replayed.offsets().versions().values()).hasSize(writers).containsOnly(commits);
    }

    private List<Long> acknowledged(TableLog log, AppId own, long commits) throws Exception {
        List<Long> versions = new ArrayList<>();
        while (versions.size() < commits) {
            try {
                Appended commit = log.append(
                        log.latest().orElseThrow(), List.of(), Map.of(own, versions.size() + 1L), CommitDetails.none());
                versions.add(commit.version());
                after(commit);
            } catch (ConflictException another) {
                assertThat(another).hasMessageContaining("another writer");
            }
        }
        return versions;
    }

    /** What follows a commit of one of many writers. */
    void after(Appended commit) throws Exception {}

    private TableLog faulty(Class<?> logStore) throws Exception {
        return lake(Map.of("io.delta.kernel.logStore.file.impl", logStore.getName()))
                .table(new TableName("events"));
    }

    static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
