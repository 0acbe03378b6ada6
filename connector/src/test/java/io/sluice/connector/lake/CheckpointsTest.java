package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints and checksums of a Delta table, and the clean-up of its log. */
final class CheckpointsTest {
    private static final StructType SCHEMA = AnyTableLogTest.SCHEMA;
    private static final AppId P0 = AnyTableLogTest.P0;

    @TempDir
    Path directory;

    private TableLog table;

    @BeforeEach
    void openLake() throws Exception {
        table = another();
    }

    /** Where it did not, checkpoints would replay more and more commits, and checksums would have to be computed from all. */
    @Test
    void startsFromItsLastCheckpointAndKeepsChecksumsSimple() throws Exception {
        checksum(table.create(SCHEMA, TableLayout.NONE, Map.of()));
        List<String> upkeep = new ArrayList<>();
        for (long next = 1; next <= 25; next++) {
            Appended commit = append(table, table.commitBase(), next);
            for (Appended.Upkeep work : commit.upkeep()) {
                upkeep.add(work.what());
                work.action().run();
            }
        }

        assertThat(upkeep).containsOnly("CHECKSUM_SIMPLE", "CHECKPOINT");
        assertThat(upkeep.stream().filter("CHECKPOINT"::equals)).hasSize(2);
        SnapshotImpl base = ((KernelSnapshot) table.commitBase().orElseThrow()).kernel();
        assertThat(base.getLogSegment().getCheckpointVersionOpt()).hasValue(20L);
        assertThat(base.getLogSegment().getDeltas()).hasSize(5);
        assertThat(table.commitBase().orElseThrow().offsets())
                .isEqualTo(table.latest().orElseThrow().offsets());
    }

    /** Two that commit by turns: neither finds the checksum of the other's commit in time. */
    @Test
    void computesChecksumsFromTheWholeStateAtCheckpointsAlone() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        List<String> upkeep = new ArrayList<>();
        for (long next = 1; next <= 20; next++) {
            append(table, table.latest(), next).upkeep().forEach(work -> upkeep.add(work.what()));
        }

        assertThat(upkeep.stream().filter("CHECKSUM_FULL"::equals)).hasSize(2);
    }

    /** A checkpoint is written as a whole: every ten commits it would cost more and more. */
    @Test
    void writesCheckpointsAtWiderIntervalsAsTheLogGrows() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        land(table, 1, 200);

        assertThat(checkpoints())
                .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L, 110L, 130L, 150L, 170L, 190L);
    }

    @Test
    void writesCheckpointsAtTheIntervalThatTheTableHas() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of("delta.checkpointInterval", "30"));
        land(table, 1, 400);

        assertThat(checkpoints())
                .containsExactly(30L, 60L, 90L, 120L, 150L, 180L, 210L, 240L, 270L, 300L, 330L, 360L, 390L);
    }

    @Test
    void goesOnFromACheckpointThatAnotherHasWrittenSince() throws Exception {
        run(tenthAfterACheckpointOfAnother());

        assertThat(checkpoints()).containsExactly(6L);
        SnapshotImpl base = ((KernelSnapshot) table.commitBase().orElseThrow()).kernel();
        assertThat(base.getLogSegment().getCheckpointVersionOpt()).hasValue(6L);
        assertThat(base.getLogSegment().getDeltas()).hasSize(4);
    }

    @Test
    void writesACheckpointWhereTheLastOneIsGone() throws Exception {
        Appended tenth = tenthAfterACheckpointOfAnother();
        Files.delete(entry(0).resolveSibling("00000000000000000006.checkpoint.parquet"));
        run(tenth);

        assertThat(checkpoints()).containsExactly(10L);
    }

    @Test
    void writesNoCheckpointIntoATableThatWasMadeAnew() throws Exception {
        Appended tenth = tenthAfterACheckpointOfAnother();
        AnyTableLogTest.delete(entry(0).getParent());
        TableLog other = another();
        other.create(SCHEMA, TableLayout.NONE, Map.of());
        for (long next = 1; next <= 12; next++) {
            append(other, other.latest(), next);
        }
        Files.setLastModifiedTime(entry(10), FileTime.fromMillis(1));
        run(tenth);

        assertThat(checkpoints()).isEmpty();
    }

    /** Its checksums and offsets stay those of the last commit: to read the log again at that moment may miss either. */
    @Test
    void goesOnFromItsCheckpointWhateverItHasCommittedMeanwhile() throws Exception {
        checksum(table.create(SCHEMA, TableLayout.NONE, Map.of()));
        land(table, 1, 9);
        List<Appended.Upkeep> upkeep = append(table, table.commitBase(), 10).upkeep();
        upkeep.get(0).action().run();
        Appended later = append(table, table.commitBase(), 11);
        upkeep.get(1).action().run();

        assertThat(later.upkeep()).extracting(Appended.Upkeep::what).containsExactly("CHECKSUM_SIMPLE");
        Appended last = append(table, table.commitBase(), 12);
        assertThat(last.upkeep()).extracting(Appended.Upkeep::what).containsExactly("CHECKSUM_SIMPLE");
        SnapshotImpl base = ((KernelSnapshot) table.commitBase().orElseThrow()).kernel();
        assertThat(base.getLogSegment().getCheckpointVersionOpt()).hasValue(10L);
        assertThat(base.getLogSegment().getDeltas()).hasSize(2);
        assertThat(table.commitBase().orElseThrow().offsets().next(P0)).hasValue(12);
        assertThat(another().latest().orElseThrow().offsets().next(P0)).hasValue(12);
    }

    /** Kernel's hook did not: the log, and with it each listing of it, grew for ever. */
    @Test
    void cleansTheLogUpOfCommitsCheckpointsAndChecksumsThatHaveExpired() throws Exception {
        checksum(table.create(SCHEMA, TableLayout.NONE, Map.of("delta.logRetentionDuration", "interval 1 hours")));
        land(table, 1, 25);
        assertThat(log("00000000000000000000.json", "00000000000000000010.checkpoint.parquet"))
                .hasSize(2);
        FileTime expired = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        for (Path file : log(".*")) {
            if (!file.getFileName().toString().matches("_.*|0*2[1-5]\\..*")) {
                Files.setLastModifiedTime(file, expired);
            }
        }
        land(table, 26, 30);

        assertThat(log("0*(|1)[0-9]\\..*")).isEmpty();
        assertThat(log("0*2[0-9]\\.json")).hasSize(10);
        assertThat(log("0*2[0-9]\\.crc")).hasSize(10);
        assertThat(checkpoints()).containsExactly(20L, 30L);
        assertThat(another().latest().orElseThrow().offsets().next(P0)).hasValue(30);
        land(table, 31, 31);
        assertThat(another().latest().orElseThrow().offsets().next(P0)).hasValue(31);
    }

    @Test
    void keepsALogThatIsNotToBeCleanedUp() throws Exception {
        checksum(table.create(
                SCHEMA,
                TableLayout.NONE,
                Map.of("delta.logRetentionDuration", "interval 1 hours", "delta.enableExpiredLogCleanup", "false")));
        land(table, 1, 19);
        FileTime expired = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        for (Path file : log(".*")) {
            Files.setLastModifiedTime(file, expired);
        }
        land(table, 20, 20);

        assertThat(log("0*[0-9]+\\.json")).hasSize(21);
        assertThat(log("0*[0-9]+\\.crc")).hasSize(21);
    }

    /** Others may write none, as Spark does. */
    @Test
    void goesOnWithSimpleChecksumsAfterACheckpoint() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        land(table, 1, 10);

        checksum(append(table, table.commitBase(), 11));
        checksum(append(table, table.commitBase(), 12));
    }

    /** Another task opens the table while a commit's checksum is not yet written. */
    @Test
    void keepsItsChecksumsWhereItIsReadBeforeTheyAreThere() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        assertThat(table.latest()).isPresent();
        land(table, 1, 10);
        Appended eleventh = append(table, table.commitBase(), 11);
        assertThat(table.latest().orElseThrow().version()).isEqualTo(11);
        checksum(eleventh);

        checksum(append(table, table.commitBase(), 12));
    }

    /** Tasks that open a table while it is made, or changed, read it before its checksum is there. */
    @Test
    void keepsItsChecksumsFromWhenTheTableIsMadeAndChangedOn() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        assertThat(table.latest()).isPresent();
        checksum(append(table, table.commitBase(), 1));

        TableSnapshot before = table.commitBase().orElseThrow();
        table.evolve(before, before.schema().add("more", StringType.STRING));
        assertThat(table.latest().orElseThrow().schema().indexOf("more")).isPositive();
        assertThat(table.commitBase().orElseThrow().schema().indexOf("more")).isPositive();
        assertThat(table.commitBase().orElseThrow().offsets().next(P0)).hasValue(1);
        checksum(append(table, table.commitBase(), 2));
        assertThat(another().latest().orElseThrow().offsets().next(P0)).hasValue(2);
    }

    /** Kernel's own gave it its name: with the commits that it had read, and without what came before. */
    @Test
    void aCheckpointThatCannotReadAllOfTheStateNeverAppears() throws Exception {
        checksum(table.create(SCHEMA, TableLayout.NONE, Map.of()));
        List<Appended.Upkeep> checkpoints = new ArrayList<>();
        for (long next = 1; next <= 10; next++) {
            for (Appended.Upkeep work : append(table, table.commitBase(), next).upkeep()) {
                if (work.what().equals("CHECKPOINT")) {
                    checkpoints.add(work);
                } else {
                    work.action().run();
                }
            }
        }
        Path log = entry(0).getParent();
        Path torn = log.resolve("00000000000000000004.json");
        byte[] whole = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(whole, 20));
        assertThat(checkpoints).hasSize(1);
        assertThatThrownBy(() -> checkpoints.get(0).action().run()).hasStackTraceContaining("JSON");
        Files.write(torn, whole);

        try (Stream<Path> files = Files.list(log)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("checkpoint"));
        }
        assertThat(another().latest().orElseThrow().offsets().next(P0)).hasValue(10);
    }

    /** Hadoop's own local file system keeps a checksum beside each file; this one has none to force to the disk. */
    @Test
    void writesCheckpointsOnALocalFileSystemWithoutChecksums() throws Exception {
        TableLog plain = another(
                Map.of("fs.file.impl", RawLocalFileSystem.class.getName(), "fs.file.impl.disable.cache", "true"));
        plain.create(SCHEMA, TableLayout.NONE, Map.of());
        for (long next = 1; next <= 10; next++) {
            for (Appended.Upkeep work : append(plain, plain.commitBase(), next).upkeep()) {
                work.action().run();
            }
        }

        assertThat(entry(0).resolveSibling("00000000000000000010.checkpoint.parquet"))
                .isNotEmptyFile();
    }

    /** They share the table, and a checkpoint is written as a whole: two at once would be one too many. */
    @Test
    void tasksOfOneWorkerWriteNoCheckpointWhileOneOfThemDoes() throws Exception {
        TableLog shared =
                another(Map.of("fs.file.impl", HintFileSystem.class.getName(), "fs.file.impl.disable.cache", "true"));
        shared.create(SCHEMA, TableLayout.NONE, Map.of());
        List<Appended.Upkeep> checkpoints = new ArrayList<>();
        for (long next = 1; next <= 20; next++) {
            append(shared, shared.commitBase(), next).upkeep().stream()
                    .filter(work -> work.what().equals("CHECKPOINT"))
                    .forEach(checkpoints::add);
        }
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        HintFileSystem.NEXT.set(() -> {
            begun.countDown();
            await(rest);
        });
        ExecutorService task = Executors.newSingleThreadExecutor();
        try {
            Future<Void> first = task.submit(() -> {
                checkpoints.get(0).action().run();
                return null;
            });
            await(begun);
            checkpoints.get(checkpoints.size() - 1).action().run();
            assertThat(checkpoints()).isEmpty();

            rest.countDown();
            first.get(1, TimeUnit.MINUTES);
            assertThat(checkpoints()).containsExactly(10L);
        } finally {
            rest.countDown();
            task.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Appended tenthAfterACheckpointOfAnother() throws Exception {
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        for (long next = 1; next <= 9; next++) {
            append(table, table.commitBase(), next);
        }
        Engine engine = DefaultEngine.create(new Configuration());
        Table.forPath(engine, table.location()).checkpoint(engine, 6);
        return append(table, table.commitBase(), 10);
    }

    /** @return versions, in order */
    private List<Long> checkpoints() throws Exception {
        return log(".*\\.checkpoint\\.parquet").stream()
                .map(file -> Long.parseLong(file.getFileName().toString().substring(0, 20)))
                .toList();
    }

    /** Files of the log, in order, whose whole name is like one of the patterns. */
    private List<Path> log(String... names) throws Exception {
        try (Stream<Path> files = Files.list(entry(0).getParent())) {
            return files.filter(file -> Stream.of(names)
                            .anyMatch(name -> file.getFileName().toString().matches(name)))
                    .sorted()
                    .toList();
        }
    }

    private static void land(TableLog log, long first, long last) throws Exception {
        for (long next = first; next <= last; next++) {
            run(append(log, log.commitBase(), next));
        }
    }

    private static void run(Appended commit) throws Exception {
        for (Appended.Upkeep work : commit.upkeep()) {
            work.action().run();
        }
    }

    private static void checksum(Appended commit) throws Exception {
        assertThat(commit.upkeep()).extracting(Appended.Upkeep::what).containsExactly("CHECKSUM_SIMPLE");
        commit.upkeep().get(0).action().run();
    }

    private static Appended append(TableLog log, Optional<TableSnapshot> base, long next) throws Exception {
        return log.append(base.orElseThrow(), List.of(), Map.of(P0, next), CommitDetails.none());
    }

    /** The table to another writer, who knows nothing of it yet. */
    private TableLog another() throws Exception {
        return another(Map.of());
    }

    private TableLog another(Map<String, String> hadoop) throws Exception {
        return LakeStorage.open(
                        new LakeSettings(directory.toString(), Format.DELTA, hadoop, Duration.ofSeconds(1)),
                        "Sluice/test")
                .table(new TableName("events"));
    }

    private Path entry(long version) {
        return Logs.entry(directory.resolve("events"), Format.DELTA, version);
    }
}
