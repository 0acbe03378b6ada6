package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S30: a lake on a mount that goes away in the midst of any step, and comes back. Away, its path is there and empty. */
final class MountTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("sluice.test.mount.seconds", 5));
    private static final List<Integer> PARTITIONS = List.of(0, 1);
    /** How many records the task may have taken and not landed. */
    private static final int AHEAD = 50;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"delta,''", "parquet,''", "delta,'bucket(3,id)'"})
    void aTaskOutlivesAMountThatGoesInTheMidstOfAnyStep(String format, String partitionBy) throws Exception {
        Path real = Files.createDirectory(folder.resolve("disk"));
        Path empty = Files.createDirectory(folder.resolve("mount-point"));
        Path lake = Files.createSymbolicLink(folder.resolve("lake"), real);
        SinkTaskRig rig = rig(lake, format, partitionBy);
        rig.pollWithAssignment(PARTITIONS, () -> {});
        awaitCommitted(rig, PARTITIONS, 1);

        CompletableFuture<Void> mounts = CompletableFuture.runAsync(() -> comeAndGo(lake, real, empty));
        while (!mounts.isDone()) {
            step(rig, PARTITIONS);
        }
        mounts.join();
        awaitCommitted(rig, PARTITIONS, rig.position(0));
        rig.stop();

        assertEachOnce(LakeRows.coordinates(real.resolve("t")));
        try (var files = Files.list(empty)) {
            assertThat(files).as("made in the empty mount point").isEmpty();
        }
    }

    /** As with a second task of a connector, or of another one with the same lake, on the same worker. */
    @ParameterizedTest
    @CsvSource({"delta,''", "parquet,''"})
    void aTaskThatStartsWhileTheMountIsAwayWaitsForItAndFoolsNoOther(String format, String partitionBy)
            throws Exception {
        Path real = Files.createDirectory(folder.resolve("disk"));
        Path empty = Files.createDirectory(folder.resolve("mount-point"));
        Path lake = Files.createSymbolicLink(folder.resolve("lake"), real);
        SinkTaskRig first = rig(lake, format, partitionBy);
        first.pollWithAssignment(List.of(0), () -> {});
        awaitCommitted(first, List.of(0), 1);

        point(lake, empty);
        SinkTaskRig second = rig(lake, format, partitionBy);
        second.pollWithAssignment(List.of(1), () -> {});
        for (int step = 0; step < 5; step++) {
            step(first, List.of(0));
            step(second, List.of(1));
        }
        try (var files = Files.list(empty)) {
            assertThat(files).as("made in the empty mount point").isEmpty();
        }
        point(lake, real);

        awaitCommitted(first, List.of(0), first.position(0));
        awaitCommitted(second, List.of(1), 10);
        first.stop();
        second.stop();
        assertEachOnce(LakeRows.coordinates(real.resolve("t")));
    }

    @ParameterizedTest
    @CsvSource({"delta", "parquet"})
    void tasksThatStartAndStopAllTheWhileFoolNoOther(String format) throws Exception {
        Path real = Files.createDirectory(folder.resolve("disk"));
        Path empty = Files.createDirectory(folder.resolve("mount-point"));
        Path lake = Files.createSymbolicLink(folder.resolve("lake"), real);
        SinkTaskRig first = rig(lake, format, "");
        first.pollWithAssignment(List.of(0), () -> {});
        awaitCommitted(first, List.of(0), 1);

        CompletableFuture<Void> mounts = CompletableFuture.runAsync(() -> comeAndGo(lake, real, empty));
        int starts = 0;
        while (!mounts.isDone()) {
            SinkTaskRig another = startOfPartition1(lake, format);
            for (int step = 0; step < 3; step++) {
                step(first, List.of(0));
                step(another, List.of(1));
            }
            another.stop();
            starts++;
        }
        mounts.join();

        SinkTaskRig last = startOfPartition1(lake, format);
        awaitCommitted(first, List.of(0), first.position(0));
        awaitCommitted(last, List.of(1), 1);
        first.stop();
        last.stop();
        assertThat(starts).isGreaterThan(5);
        assertEachOnce(LakeRows.coordinates(real.resolve("t")));
        try (var files = Files.list(empty)) {
            assertThat(files).as("made in the empty mount point").isEmpty();
        }
    }

    private static SinkTaskRig startOfPartition1(Path lake, String format) {
        SinkTaskRig rig = rig(lake, format, "");
        rig.pollWithAssignment(List.of(1), () -> {});
        return rig;
    }

    @Test
    void aLakeThatWasEmptiedOnPurposeIsTakenOnceItsTasksHaveStopped() throws Exception {
        Path lake = folder.resolve("lake");
        Path old = Files.createDirectory(folder.resolve("old"));
        Path emptied = Files.createDirectory(folder.resolve("emptied"));
        Files.createSymbolicLink(lake, old);
        SinkTaskRig before = rig(lake, "delta", "");
        before.pollWithAssignment(PARTITIONS, () -> {});
        awaitCommitted(before, PARTITIONS, 1);
        before.stop();

        point(lake, emptied);
        SinkTaskRig after = rig(lake, "delta", "");
        after.pollWithAssignment(PARTITIONS, () -> {});
        awaitCommitted(after, PARTITIONS, 1);
        after.stop();

        assertEachOnce(LakeRows.coordinates(emptied.resolve("t")));
    }

    private static SinkTaskRig rig(Path lake, String format, String partitionBy) {
        Map<String, String> props = Map.of(
                "name",
                "rig",
                "lake.path",
                lake.toUri().toString(),
                "lake.format",
                format,
                "value.format",
                "json",
                "table.partition.by",
                partitionBy,
                "commit.records",
                "5");
        return new SinkTaskRig(new LakeSinkTask(), props, PARTITIONS.size(), null);
    }

    private static void awaitCommitted(SinkTaskRig rig, List<Integer> partitions, long offset) {
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            step(rig, partitions);
            for (int partition : partitions) {
                assertThat(rig.committed(partition)).isGreaterThanOrEqualTo(offset);
            }
        });
    }

    /** From where the task reads on: after a rewind Kafka delivers again. The mock would keep what it has for a paused partition, and its order. */
    private static void step(SinkTaskRig rig, List<Integer> partitions) {
        rig.pollWith(() -> {
            for (int partition : partitions) {
                long next = rig.position(partition);
                if (!rig.paused(partition) && next < rig.committed(partition) + AHEAD) {
                    rig.produce(partition, next, next + 1, next + 2);
                }
            }
        });
        rig.commitOffsets();
    }

    private static void assertEachOnce(List<String> rows) {
        assertThat(rows).doesNotHaveDuplicates();
        for (int partition : PARTITIONS) {
            String prefix = partition + "@";
            LongSummaryStatistics offsets = rows.stream()
                    .filter(row -> row.startsWith(prefix))
                    .mapToLong(row -> Long.parseLong(row.substring(prefix.length())))
                    .summaryStatistics();
            assertThat(offsets.getCount()).as("rows of partition " + partition).isEqualTo(offsets.getMax() + 1);
        }
    }

    private static void comeAndGo(Path lake, Path real, Path empty) {
        Random random = new Random();
        long end = System.nanoTime() + TIME.toNanos();
        try {
            while (System.nanoTime() < end) {
                point(lake, empty);
                LockSupport.parkNanos(random.nextLong(1_000_000, 20_000_000));
                point(lake, real);
                LockSupport.parkNanos(random.nextLong(50_000_000, 100_000_000));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void point(Path link, Path target) throws IOException {
        Path next = link.resolveSibling("next");
        Files.createSymbolicLink(next, target);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    }
}
