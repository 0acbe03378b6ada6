package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No table holds the partition, and Kafka's group may stand anywhere. */
final class StartWithoutLakeOffsetTest {
    @TempDir
    private Path lake;

    private SinkTaskRig rig;

    private SinkTaskRig start(String policy, String... more) {
        Map<String, String> props = new HashMap<>();
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "1");
        props.put("start.without.lake.offset", policy);
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        return new SinkTaskRig(new LakeSinkTask(), props, 3, null);
    }

    @AfterEach
    void stop() {
        rig.stop();
    }

    @Test
    void aFirstStartTakesAllThatRetentionHasLeft() throws IOException {
        rig = start("fail");
        rig.begins(0, 500);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 500, 501));
        assertThat(LakeRows.coordinates(lake.resolve("t")))
                .as("looks below first")
                .isEmpty();

        rig.pollWith(() -> {
            rig.begins(0, 0);
            rig.produce(0, 500, 501);
        });
        awaitRows("0@500", "0@501");
    }

    @Test
    void aGroupAheadOfALakeThatHoldsNothingFailsTheTask() throws IOException {
        rig = start("fail");
        rig.pollWithAssignment(List.of(0, 1), () -> {
            rig.produce(0, 500);
            rig.produce(1, 0);
        });
        awaitRows("1@0");
        rig.commitOffsets();
        assertThat(rig.committed(0))
                .as("where the group stood must not be forgotten")
                .isEqualTo(-1);

        assertThatThrownBy(() -> rig.pollWith(() -> rig.produce(0, 3)))
                .rootCause()
                .hasMessageContaining("Cannot start t-0 at the group's offset 500")
                .hasMessageContaining("from 3 on")
                .hasMessageContaining("start.without.lake.offset=earliest")
                .hasMessageContaining("=group");
        rig.commitOffsets();
        assertThat(rig.committed(0)).isEqualTo(-1);
    }

    @Test
    void theGroupsOffsetIsTakenWhenTheUserSaysSo() throws IOException {
        rig = start("group");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 500));
        awaitRows("0@500");
    }

    @Test
    void allThatKafkaHasIsTakenWhenTheUserSaysSo() throws IOException {
        rig = start("earliest");
        rig.begins(0, 500);
        rig.pollWithAssignment(List.of(0), () -> {
            rig.begins(0, 0);
            rig.produce(0, 0, 1, 500);
        });
        awaitRows("0@0", "0@1", "0@500");
    }

    @Test
    void aTableThatWasDroppedBetweenTwoStartsFailsTheTask() throws IOException {
        rig = start("fail");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1");
        rig.stop();
        drop();

        rig = start("fail");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 2));
        assertThatThrownBy(() -> rig.pollWith(() -> rig.produce(0, 0)))
                .rootCause()
                .hasMessageContaining("group's offset 2");
    }

    @Test
    void aTableThatWasDroppedBetweenTwoAssignmentsFailsTheTask() throws IOException {
        rig = start("fail");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1");
        rig.stop();
        rig = start("fail");
        rig.pollWithAssignment(List.of(0, 1), () -> rig.produce(0, 2));
        awaitRows("0@0", "0@1", "0@2");
        drop();

        rig.pollWithAssignment(List.of(0), () -> {});
        rig.poll();
        rig.pollWith(() -> rig.produce(0, 3));
        assertThatThrownBy(() -> rig.pollWith(() -> rig.produce(0, 0)))
                .rootCause()
                .hasMessageContaining("no table in the lake holds an offset");
    }

    @Test
    void aTopicThatGoesToAnotherTableGoesOnWhereTheFirstTableEnds() throws IOException {
        rig = start("fail");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1");
        rig.stop();

        rig = start("fail", "table.name", "other");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 2));
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("other"))).containsExactly("0@2");
        });
    }

    @Test
    void aTableOfOthersWithANameThatNoneOfOursCanHaveIsLeftAlone() throws IOException {
        Files.createDirectories(lake.resolve("sales (old)/_delta_log"));
        rig = start("fail");
        rig.begins(0, 500);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 500));

        rig.pollWith(() -> {
            rig.begins(0, 0);
            rig.produce(0, 500);
        });
        awaitRows("0@500");
    }

    @Test
    void tombstonesThatAreDroppedAreNotLeftOut() throws IOException {
        rig = start("fail", "behavior.on.null.values", "ignore");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 2));
        rig.pollWith(() -> {
            rig.produce(0, 0, (String) null);
            rig.produce(0, 1, (String) null);
            rig.produce(0, 2);
        });
        awaitRows("0@2");
    }

    @Test
    void aRestartBeforeTheFirstCommitLandsEachOnce() throws IOException {
        rig = start("fail", "commit.records", "1000");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        rig.commitOffsets();
        rig.stop();

        rig = start("fail");
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1");
    }

    /** At once: the task's upkeep may still be writing there. */
    private void drop() throws IOException {
        Files.move(lake.resolve("t"), lake.resolve("_dropped"));
    }

    private void awaitRows(String... coordinates) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactlyInAnyOrder(coordinates);
        });
    }
}
