package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.connector.lake.FaultyLogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task under Connect's real WorkerSinkTask: every case ends with each record once, whatever the framework did on the way. */
abstract class AnyLakeSinkTaskTest {
    @TempDir
    private Path lake;

    private SinkTaskRig rig;

    private SinkTaskRig start(int commitRecords, String renamedTo) {
        return start(commitRecords, renamedTo, Map.of());
    }

    private SinkTaskRig start(int commitRecords, String renamedTo, Map<String, String> more) {
        Map<String, String> props = new HashMap<>(more);
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("lake.format", format());
        props.put("value.format", "json");
        props.put("commit.records", Integer.toString(commitRecords));
        return new SinkTaskRig(new LakeSinkTask(), props, 3, renamedTo);
    }

    @AfterEach
    void stop() {
        rig.stop();
    }

    @Test
    void landsRecordsAndTellsKafkaOnlyThen() throws IOException {
        rig = start(3, null, Map.of("start.without.lake.offset", "group"));
        rig.pollWithAssignment(List.of(0, 1), () -> {
            rig.produce(0, 0, 1);
            rig.produce(1, 7);
        });
        rig.commitOffsets();
        assertThat(rig.committed(0)).as("before anything landed").isLessThanOrEqualTo(0);

        awaitRows("0@0", "0@1", "1@7");
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            rig.commitOffsets();
            assertThat(rig.committed(0)).isEqualTo(2);
            assertThat(rig.committed(1)).isEqualTo(8);
        });
    }

    @Test
    void startsAgainFromTheLakeThoughTheGroupForgot() throws IOException {
        rig = start(2, null);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1");
        rig.stop();

        rig = start(1, null);
        rig.pollWithAssignment(List.of(0), () -> {});
        assertThat(rig.position(0)).isEqualTo(2);
        rig.pollWith(() -> rig.produce(0, 2));
        awaitRows("0@0", "0@1", "0@2");
    }

    /** Connect takes the offset that a task moves its consumer to for one that Kafka knows already. */
    @Test
    void tellsKafkaTheLakesOffsetThoughNoRecordComesAfterIt() throws IOException {
        rig = start(2, null);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1");
        rig.stop();

        rig = start(2, null);
        rig.pollWithAssignment(List.of(0), () -> {});
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            rig.commitOffsets();
            assertThat(rig.committed(0)).isEqualTo(2);
        });
    }

    @Test
    void readsTheRestAgainWhenAPartitionGoes() throws IOException {
        rig = start(1_000, null);
        rig.pollWithAssignment(List.of(0, 1), () -> {
            rig.produce(0, 0, 1);
            rig.produce(1, 0);
        });
        // The same poll still delivers 0@2 from the old position: taking it would lose 0@0 and 0@1.
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 2));
        rig.poll();
        assertThat(rig.position(0)).isZero();

        rig.stop();
        rig = start(3, null);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1, 2));
        awaitRows("0@0", "0@1", "0@2");
    }

    @Test
    void landsWhatAnSmtRenamesByItsOriginalCoordinates() throws IOException {
        rig = start(2, "renamed", Map.of("start.without.lake.offset", "group"));
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 5, 9));
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("renamed"))).containsExactlyInAnyOrder("0@5", "0@9");
        });
        rig.stop();

        rig = start(1, "renamed");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 5, 9, 10));
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("renamed"))).containsExactlyInAnyOrder("0@5", "0@9", "0@10");
        });
    }

    @Test
    void isFencedByATaskThatTookOver() throws IOException {
        rig = start(2, null);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0));

        SinkTaskRig newOwner = start(1, null);
        newOwner.pollWithAssignment(List.of(0), () -> newOwner.produce(0, 0, 1, 2));
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            newOwner.poll();
            assertThat(rows()).containsExactlyInAnyOrder("0@0", "0@1", "0@2");
        });
        newOwner.stop();

        rig.pollWith(() -> rig.produce(0, 1));
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(rig.position(0)).as("moved on to the lake's offset").isEqualTo(3);
        });
        rig.pollWith(() -> rig.produce(0, 3, 4));
        awaitRows("0@0", "0@1", "0@2", "0@3", "0@4");
    }

    @Test
    void holdsKafkaBackWhileTheLakeIsAwayAndLandsAllOfItAfterwards() throws IOException {
        Path away = lake.resolve("away");
        long all = fillUntilPaused(away, 0);
        rig.commitOffsets();
        assertThat(rig.committed(0)).as("nothing landed").isLessThanOrEqualTo(0);
        rig.pollWithAssignment(List.of(0, 1), () -> {});
        assertThat(rig.paused(1)).as("assigned meanwhile").isTrue();

        Files.delete(away);
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            rig.poll();
            rig.commitOffsets();
            assertThat(rig.committed(0)).isEqualTo(all);
        });
        assertThat(rig.paused(0)).isFalse();
        assertThat(rig.paused(1)).isFalse();
        assertThat(rows()).hasSize((int) all).doesNotHaveDuplicates();
    }

    @Test
    void letsAPartitionGoAtOnceWhileTheLakeIsAway() throws IOException {
        Path away = lake.resolve("away");
        long all = fillUntilPaused(away, 0, 1);

        long begin = System.nanoTime();
        rig.pollWithAssignment(List.of(0), () -> {});
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("the group waits for a flush that cannot end")
                .isLessThan(Duration.ofSeconds(5));

        Files.delete(away);
        // The buffer went with the partition, and is read again; the flush under way may have landed meanwhile.
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            rig.poll();
            assertThat(rig.position(0)).isLessThan(all);
        });
        long from = rig.position(0);
        rig.pollWith(() -> rig.produce(0, LongStream.range(from, all).toArray()));
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            rig.poll();
            rig.commitOffsets();
            assertThat(rig.committed(0)).isEqualTo(all);
        });
        assertThat(rows()).hasSize((int) all).doesNotHaveDuplicates();
    }

    /** Starts a task whose lake goes away, and gives it records of partition 0 until it takes no more. Returns how many. */
    private long fillUntilPaused(Path away, Integer... partitions) throws IOException {
        rig = start(
                10,
                null,
                Map.of(
                        "buffer.memory.bytes",
                        "3000000",
                        "hadoop.io.delta.kernel.logStore.file.impl",
                        FaultyLogStore.AwayWhileMarked.class.getName(),
                        "hadoop." + FaultyLogStore.AwayWhileMarked.MARK,
                        away.toString()));
        rig.pollWithAssignment(List.of(partitions), () -> {});
        Files.createFile(away);
        rig.pollWith(() -> rig.produce(0, LongStream.range(0, 20).toArray()));
        long next = 20;
        while (!rig.paused(0)) {
            long from = next;
            assertThat(from).as("records taken without an end").isLessThan(500_000);
            rig.pollWith(
                    () -> rig.produce(0, LongStream.range(from, from + 1_000).toArray()));
            next += 1_000;
        }
        return next;
    }

    /** A lake that is slower than commits are due has no moment in which nothing is on its way. */
    @Test
    void opensAPartitionThoughOneFlushFollowsTheOther() {
        rig = start(1, null);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0));
        rig.pollWithAssignment(List.of(0, 1), () -> rig.produce(0, 1));
        AtomicLong next = new AtomicLong(2);

        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.pollWith(() -> {
                rig.produce(0, next.getAndIncrement());
                // Until it is opened, it is refused and must come again.
                rig.produce(1, 0);
            });
            assertThat(rows()).contains("1@0");
        });
    }

    @Test
    void waitsForALakeThatIsAwayWhenItStarts() throws IOException {
        Path away = Files.createFile(lake.resolve("away"));
        rig = start(
                2,
                null,
                Map.of(
                        "hadoop.io.delta.kernel.logStore.file.impl",
                        FaultyLogStore.AwayWhileMarked.class.getName(),
                        "hadoop." + FaultyLogStore.AwayWhileMarked.MARK,
                        away.toString()));
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        rig.poll();
        assertThat(rig.position(0)).isEqualTo(2);
        assertThat(rows()).isEmpty();

        Files.delete(away);
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            rig.poll();
            return rig.position(0) == 0;
        });
        rig.pollWith(() -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1");
    }

    @Test
    void failsAtOnceOnAStoreThatTakesTwoPutsOfOneName() {
        rig = start(
                2,
                null,
                Map.of("hadoop.io.delta.kernel.logStore.file.impl", FaultyLogStore.Overwriting.class.getName()));
        assertThatThrownBy(() -> rig.pollWithAssignment(List.of(0), () -> {}))
                .hasStackTraceContaining("took a second put");
    }

    private List<String> rows() throws IOException {
        return LakeRows.coordinates(lake.resolve("t"));
    }

    private void awaitRows(String... coordinates) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(rows()).containsExactlyInAnyOrder(coordinates);
        });
    }

    abstract String format();
}
