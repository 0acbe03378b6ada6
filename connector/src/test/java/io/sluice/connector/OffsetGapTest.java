package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.source.LogBounds;
import io.sluice.connector.source.Source;
import io.sluice.connector.source.SourceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake expects an offset of two partitions, 2 each, and Kafka says that it is not there. */
final class OffsetGapTest {
    @TempDir
    private Path lake;

    private SinkTaskRig rig;

    private record Answer(SourceFacts facts) implements Source {
        @Override
        public SourceFacts look(Set<String> topics) {
            return facts;
        }

        @Override
        public void close() {}
    }

    private static SourceFacts facts(String cluster, String topicId, long start, long end) {
        Map<TopicPartition, LogBounds> bounds = new HashMap<>();
        for (int partition = 0; partition < 2; partition++) {
            bounds.put(SinkTaskRig.partition(partition), new LogBounds(start, end));
        }
        return new SourceFacts(Optional.of(cluster), Map.of("t", topicId), bounds, Map.of());
    }

    private SinkTaskRig start(String policy, SourceFacts facts) {
        return start(policy, facts, Map.of());
    }

    private SinkTaskRig start(String policy, SourceFacts facts, Map<String, String> more) {
        Map<String, String> props = new HashMap<>(more);
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "2");
        props.put("offset.gap", policy);
        // Nobody listens there: the source below is asked.
        props.put("source.admin.bootstrap.servers", "127.0.0.1:1");
        LakeSinkTask task = new LakeSinkTask((settings, context, id, transforms) -> {
            TaskParts real = TaskParts.assemble(settings, context, id, transforms);
            real.source().close();
            return new TaskParts(
                    settings,
                    context,
                    real.clock(),
                    real.lake(),
                    real.tables(),
                    real.errants(),
                    real.flusher(),
                    real.maintenance(),
                    real.metrics(),
                    new Answer(facts));
        });
        return new SinkTaskRig(task, props, 2, null);
    }

    @BeforeEach
    void landTwoOfEach() {
        rig = start("fail", facts("cluster", "id", 0, 2));
        rig.pollWithAssignment(List.of(0, 1), () -> {
            rig.produce(0, 0, 1);
            rig.produce(1, 0, 1);
        });
        awaitRows("0@0", "0@1", "1@0", "1@1");
        rig.stop();
    }

    @AfterEach
    void stop() {
        rig.stop();
    }

    @Test
    void theFirstCommitSaysWhichTopicItIsOf() throws IOException {
        assertThat(log(1)).contains("\"appId\":\"sluice/rig/kafka/t/id/cluster/id\",\"version\":1");
        rig = start("fail", facts("cluster", "id", 0, 2));
        rig.pollWithAssignment(List.of(0, 1), () -> rig.produce(0, 2, 3));
        awaitRows("0@0", "0@1", "1@0", "1@1", "0@2", "0@3");
        assertThat(log(2)).as("once is enough").doesNotContain("/id/cluster/");
    }

    @Test
    void whatRetentionRemovedFailsTheTask() {
        rig = start("fail", facts("cluster", "id", 5, 9));
        assertThatThrownBy(() -> rig.pollWithAssignment(List.of(0), () -> {}))
                .hasMessageContaining("the lake expects offset 2 of t-0 next")
                .hasMessageContaining("first offset is 5");
    }

    @Test
    void whatRetentionRemovedIsPassedOverAndRecorded() throws IOException {
        rig = start("earliest", facts("cluster", "id", 5, 9));
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 5, 6));
        awaitRows("0@0", "0@1", "1@0", "1@1", "0@5", "0@6");
        assertThat(log(2))
                .contains("\"gaps\":")
                .contains(
                        "{\\\"topic\\\":\\\"t\\\",\\\"partition\\\":0,\\\"cause\\\":\\\"EXPIRED\\\",\\\"from\\\":2,\\\"next\\\":5}");
        assertThat(log(3)).contains("\\\"start\\\":5,\\\"next\\\":7");
    }

    /** Tables that a partition seldom feeds lag behind it for good, and that is no gap. */
    @Test
    void aLedgerSaysWhatTheLakeExpectsAndEveryTableFollowsATopicThatBeganAnew() throws IOException {
        Map<String, String> byKind = Map.of("table.name.field", "kind", "table.name.field.missing", "default:t");
        rig = start("fail", facts("cluster", "id", 0, 4), byKind);
        rig.pollWithAssignment(List.of(0), () -> {
            rig.produce(0, 2, "{\"kind\":\"a\"}");
            rig.produce(0, 3, "{\"kind\":\"b\"}");
        });
        awaitRowsOf("b", "0@3");
        awaitLedger("\\\"next\\\":4");
        rig.stop();

        rig = start("fail", facts("cluster", "id", 4, 6), byKind);
        rig.pollWithAssignment(List.of(0), () -> {});
        assertThat(rig.position(0)).isEqualTo(4);
        rig.pollWith(() -> {
            rig.produce(0, 4, "{\"kind\":\"a\"}");
            rig.produce(0, 5, "{\"kind\":\"a\"}");
        });
        awaitRowsOf("a", "0@2", "0@4", "0@5");
        awaitLedger("\\\"next\\\":6");
        rig.stop();

        rig = start("earliest", facts("cluster", "another id", 0, 2), byKind);
        rig.pollWithAssignment(List.of(0), () -> {});
        assertThat(rig.position(0)).isZero();
        rig.pollWith(() -> {
            rig.produce(0, 0, "{\"kind\":\"a\"}");
            rig.produce(0, 1, "{\"kind\":\"b\"}");
        });
        awaitRowsOf("a", "0@2", "0@4", "0@5", "0@0");
        awaitRowsOf("b", "0@3", "0@1");
    }

    private void awaitRowsOf(String table, String... rows) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve(table))).containsExactlyInAnyOrder(rows);
        });
    }

    /** Until a commit of the ledger says this. */
    private void awaitLedger(String text) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            try (Stream<Path> commits = Files.list(lake.resolve("_sluice/rig/_delta_log"))) {
                assertThat(commits.filter(file -> file.toString().endsWith(".json")))
                        .anySatisfy(file -> assertThat(Files.readString(file)).contains(text));
            }
        });
    }

    @Test
    void latestGoesOnAtTheEnd() {
        rig = start("latest", facts("cluster", "id", 5, 9));
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 9, 10));
        awaitRows("0@0", "0@1", "1@0", "1@1", "0@9", "0@10");
    }

    @Test
    void aTopicThatLostItsTailFailsOrGoesOnAsTheUserSays() {
        rig = start("fail", facts("cluster", "id", 0, 1));
        assertThatThrownBy(() -> rig.pollWithAssignment(List.of(0), () -> {}))
                .hasMessageContaining("ends at offset 1 now");
        rig.stop();

        rig = start("latest", facts("cluster", "id", 0, 1));
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 1, 2));
        awaitRows("0@0", "0@1", "1@0", "1@1", "0@1", "0@2");
    }

    @Test
    void aTopicThatWasMadeAnewFailsTheTaskThoughItsOffsetsGoOn() {
        rig = start("fail", facts("cluster", "another", 0, 50));
        assertThatThrownBy(() -> rig.pollWithAssignment(List.of(0), () -> {}))
                .hasMessageContaining("deleted and created again");
    }

    @Test
    void aTopicThatWasMadeAnewIsReadFromItsStartByEveryPartition() throws IOException {
        rig = start("earliest", facts("cluster", "another", 0, 50));
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1", "1@0", "1@1", "0@0", "0@1");
        assertThat(log(2))
                .contains("sluice/rig/kafka/t/id/cluster/another\",\"version\":2")
                .contains("\"sluice/rig/kafka/t/1\",\"version\":0");
        rig.stop();

        rig = start("earliest", facts("cluster", "another", 0, 50));
        rig.pollWithAssignment(List.of(0, 1), () -> rig.produce(1, 0, 1));
        awaitRows("0@0", "0@1", "1@0", "1@1", "0@0", "0@1", "1@0", "1@1");
    }

    @Test
    void theSameNameInAnotherClusterIsRefused() {
        rig = start("earliest", facts("elsewhere", "another", 0, 50));
        assertThatThrownBy(() -> rig.pollWithAssignment(List.of(0), () -> {}))
                .hasMessageContaining("from Kafka cluster cluster, and this is cluster elsewhere")
                .hasMessageContaining("source.id");
    }

    @Test
    void movedOffsetsLetATopicBeginAnew() throws Exception {
        OffsetMove.apply(
                SinkConfig.parse(Map.of("name", "rig", "lake.path", lake.toUri().toString())), Map.of());

        rig = start("fail", facts("cluster", "another", 0, 50));
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        awaitRows("0@0", "0@1", "1@0", "1@1", "0@0", "0@1");
        rig.stop();
        rig = start("fail", facts("cluster", "another", 0, 50));
        rig.pollWithAssignment(List.of(0), () -> {});
        assertThat(rig.position(0)).isEqualTo(2);
    }

    private String log(long version) throws IOException {
        return Files.readString(lake.resolve(String.format("t/_delta_log/%020d.json", version)));
    }

    private void awaitRows(String... coordinates) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactlyInAnyOrder(coordinates);
        });
    }
}
