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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S30: a lake on a mount that goes away in the midst of any step, and comes back. Away, its path is there and empty. */
final class MountTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("sluice.test.mount.seconds", 5));
    private static final List<Integer> PARTITIONS = List.of(0, 1);
    /** How many records the task may have taken and not landed. */
    private static final int AHEAD = 50;

    @TempDir
    private Path folder;

    private Path real;
    private Path empty;
    private Path lake;

    @BeforeEach
    void mount() throws IOException {
        real = Files.createDirectory(folder.resolve("disk"));
        empty = Files.createDirectory(folder.resolve("mount-point"));
        lake = Files.createSymbolicLink(folder.resolve("lake"), real);
    }

    @ParameterizedTest
    @CsvSource({"delta,''", "parquet,''", "delta,'bucket(3,id)'"})
    void aTaskOutlivesAMountThatGoesInTheMidstOfAnyStep(String format, String partitionBy) throws Exception {
        SinkTaskRig rig = rig(format, partitionBy);
        rig.pollWithAssignment(PARTITIONS, () -> {});
        awaitCommitted(rig, PARTITIONS, 1);

        CompletableFuture<Void> mounts = CompletableFuture.runAsync(() -> comeAndGo());
        while (!mounts.isDone()) {
            step(rig, PARTITIONS);
        }
        mounts.join();
        awaitCommitted(rig, PARTITIONS, rig.position(0));
        rig.stop();

        assertEachOnce(LakeRows.coordinates(real.resolve("t")));
        assertThat(empty).as("the mount point").isEmptyDirectory();
    }

    /** As with a second task of a connector, or of another one with the same lake, on the same worker. */
    @ParameterizedTest
    @ValueSource(strings = {"delta", "parquet"})
    void aTaskThatStartsWhileTheMountIsAwayWaitsForItAndFoolsNoOther(String format) throws Exception {
        SinkTaskRig first = start(format, List.of(0));
        awaitCommitted(first, List.of(0), 1);

        point(lake, empty);
        SinkTaskRig second = start(format, List.of(1));
        for (int step = 0; step < 5; step++) {
            step(first, List.of(0));
            step(second, List.of(1));
        }
        assertThat(empty).as("the mount point").isEmptyDirectory();
        point(lake, real);

        awaitCommitted(first, List.of(0), first.position(0));
        awaitCommitted(second, List.of(1), 10);
        first.stop();
        second.stop();
        assertEachOnce(LakeRows.coordinates(real.resolve("t")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta", "parquet"})
    void tasksThatStartAndStopAllTheWhileFoolNoOther(String format) throws Exception {
        SinkTaskRig first = start(format, List.of(0));
        awaitCommitted(first, List.of(0), 1);

        CompletableFuture<Void> mounts = CompletableFuture.runAsync(() -> comeAndGo());
        int starts = 0;
        while (!mounts.isDone()) {
            SinkTaskRig another = start(format, List.of(1));
            for (int step = 0; step < 3; step++) {
                step(first, List.of(0));
                step(another, List.of(1));
            }
            another.stop();
            starts++;
        }
        mounts.join();

        SinkTaskRig last = start(format, List.of(1));
        awaitCommitted(first, List.of(0), first.position(0));
        awaitCommitted(last, List.of(1), 1);
        first.stop();
        last.stop();
        assertThat(starts).isGreaterThan(5);
        assertEachOnce(LakeRows.coordinates(real.resolve("t")));
        assertThat(empty).as("the mount point").isEmptyDirectory();
    }

    @Test
    void aLakeThatWasEmptiedOnPurposeIsTakenOnceItsTasksHaveStopped() throws Exception {
        SinkTaskRig before = start("delta", PARTITIONS);
        awaitCommitted(before, PARTITIONS, 1);
        before.stop();

        point(lake, empty);
        SinkTaskRig after = start("delta", PARTITIONS);
        awaitCommitted(after, PARTITIONS, 1);
        after.stop();

        assertEachOnce(LakeRows.coordinates(empty.resolve("t")));
    }

    private SinkTaskRig start(String format, List<Integer> partitions) {
        SinkTaskRig rig = rig(format, "");
        rig.pollWithAssignment(partitions, () -> {});
        return rig;
    }

    private SinkTaskRig rig(String format, String partitionBy) {
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

    private void comeAndGo() {
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
