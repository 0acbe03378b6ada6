package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.FaultyLogStore;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.TableLayout;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.routing.TableRouter;
import io.sluice.connector.source.LogBounds;
import io.sluice.connector.source.Source;
import io.sluice.connector.source.SourceFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;

/** What {@code PATCH} and {@code DELETE /connectors/<name>/offsets} make of the lake (S12). */
abstract class AnyOffsetMoveTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);
    private static final StructType SCHEMA = new StructType()
            .add("_kafka_topic", StringType.STRING)
            .add("_kafka_partition", IntegerType.INTEGER)
            .add("_kafka_offset", LongType.LONG)
            .add("_kafka_timestamp", TimestampType.TIMESTAMP)
            .add("id", LongType.LONG);
    private static final AtomicInteger RIGHT = new AtomicInteger();
    private static final AtomicInteger WRONG = new AtomicInteger();

    @RegisterExtension
    static final TestWatcher COUNT = new TestWatcher() {
        @Override
        public void testSuccessful(ExtensionContext context) {
            RIGHT.incrementAndGet();
        }

        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            WRONG.incrementAndGet();
        }
    };

    @TempDir
    private Path lake;

    @BeforeEach
    void holdTenOfBothInTwoTables() throws Exception {
        for (String name : List.of("t", "u")) {
            TableLog table = table(name);
            table.create(SCHEMA, TableLayout.NONE, Map.of());
            table.moveOffsets(Map.of(own(P0), 10L, own(P1), 10L, other("another", "kafka"), 7L));
            table.moveOffsets(Map.of(other("own", "elsewhere"), 8L));
        }
    }

    @AfterAll
    static void figure() {
        System.out.printf(
                "FIGURE A10 | %d cases of moved offsets on real tables | %d wrong | seed -%n",
                RIGHT.getAndSet(0) + WRONG.get(), WRONG.getAndSet(0));
    }

    @Test
    void movesForwardInEveryTableThatHoldsThePartition() throws Exception {
        move(P0, 12L);
        assertThat(List.of(next("t", P0), next("u", P0))).containsOnly(OptionalLong.of(12));
    }

    @Test
    void movesBackLikewise() throws Exception {
        move(P0, 3L);
        assertThat(List.of(next("t", P0), next("u", P0))).containsOnly(OptionalLong.of(3));
    }

    @Test
    void movesToTheVeryStart() throws Exception {
        move(P0, 0L);
        assertThat(next("t", P0)).hasValue(0);
    }

    @Test
    void leavesPartitionsAloneThatAreNotNamed() throws Exception {
        move(P0, 3L);
        assertThat(next("t", P1)).hasValue(10);
    }

    @Test
    void writesNothingWhenItIsRepeated() throws Exception {
        move(P0, 3L);
        long version = version("t");
        move(P0, 3L);
        assertThat(version("t")).isEqualTo(version);
    }

    @Test
    void resetsOnePartitionForNull() throws Exception {
        move(P0, null);
        assertThat(next("t", P0)).isEmpty();
        assertThat(next("t", P1)).hasValue(10);
    }

    @Test
    void takesOffsetsAndResetsInOneRequest() throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        offsets.put(P0, null);
        offsets.put(P1, 4L);
        mover().apply(offsets);
        assertThat(next("t", P0)).isEmpty();
        assertThat(next("t", P1)).hasValue(4);
    }

    @Test
    void takesAResetOfWhatNoTableHoldsForDone() throws Exception {
        long version = version("t");
        move(new TopicPartition("unknown", 0), null);
        assertThat(version("t")).isEqualTo(version);
    }

    @Test
    void resetsAllOfTheNamespaceWhenTheGroupKnowsNothing() throws Exception {
        mover().apply(Map.of());
        for (String table : List.of("t", "u")) {
            assertThat(next(table, P0)).isEmpty();
            assertThat(next(table, P1)).isEmpty();
        }
    }

    @Test
    void writesNothingWhenAResetIsRepeated() throws Exception {
        mover().apply(Map.of());
        long version = version("t");
        mover().apply(Map.of());
        assertThat(version("t")).isEqualTo(version);
    }

    @Test
    void leavesOtherNamespacesAndSourcesAlone() throws Exception {
        move(P0, 3L);
        mover().apply(Map.of());
        assertThat(table("t").latest().orElseThrow().offsets().next(other("another", "kafka")))
                .hasValue(7);
        assertThat(table("t").latest().orElseThrow().offsets().next(other("own", "elsewhere")))
                .hasValue(8);
    }

    @Test
    void refusesANegativeOffsetAndWritesNothing() throws Exception {
        assertThatThrownBy(() -> mover().apply(Map.of(P0, 3L, P1, -5L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Cannot move t-1 to offset -5")
                .hasMessageContaining("null for a reset");
        assertThat(next("t", P0)).hasValue(10);
        assertThat(next("t", P1)).hasValue(10);
    }

    @Test
    void setsAPartitionThatNeverLandedInTheTopicsOwnTable() throws Exception {
        move(new TopicPartition("t", 5), 40L);
        assertThat(next("t", new TopicPartition("t", 5))).hasValue(40);
        assertThat(next("u", new TopicPartition("t", 5))).isEmpty();
    }

    @Test
    void refusesAnOffsetThatNoTableCanKeepAndWritesNothing() throws Exception {
        TopicPartition unknown = new TopicPartition("unknown", 0);
        assertThatThrownBy(() -> mover().apply(Map.of(P0, 3L, unknown, 5L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Cannot move unknown-0 to offset 5")
                .hasMessageContaining("start.without.lake.offset=group");
        assertThat(next("t", P0)).hasValue(10);
    }

    @Test
    void leavesAnOffsetThatNoTableCanKeepToTheGroupWhenThatIsBelieved() throws Exception {
        mover(Map.of("start.without.lake.offset", "group")).apply(Map.of(P0, 3L, new TopicPartition("unknown", 0), 5L));
        assertThat(next("t", P0)).hasValue(3);
    }

    @Test
    void needsNoTableForAStartAtZero() throws Exception {
        move(new TopicPartition("unknown", 0), 0L);
        assertThat(version("t")).isEqualTo(2);
    }

    @Test
    void refusesAnOffsetBeyondTheEndWhenKafkaCanBeAsked() {
        assertThatThrownBy(() -> move(P0, 21L)).hasMessageContaining("Kafka has the offsets 0 to 20");
        move(P0, 20L);
    }

    @Test
    void refusesAnOffsetBelowTheStartWhenKafkaCanBeAsked() {
        assertThatThrownBy(() -> move(P1, 1L)).hasMessageContaining("Kafka has the offsets 2 to 20");
    }

    @Test
    void refusesAPartitionThatTheTopicDoesNotHaveWhenKafkaCanBeAsked() {
        assertThatThrownBy(() -> move(new TopicPartition("t", 9), 4L)).hasMessageContaining("no such partition");
    }

    @Test
    void followsTheMapOfTopicsToTables() throws Exception {
        mover(Map.of("table.name.map", "v:u")).apply(Map.of(new TopicPartition("v", 0), 6L));
        assertThat(next("u", new TopicPartition("v", 0))).hasValue(6);
    }

    @Test
    void saysThatTheRequestIsToBeSentAgainWhenTheLakeIsAway() {
        SinkSettings away =
                settings(Map.of("hadoop.io.delta.kernel.logStore.file.impl", FaultyLogStore.Away.class.getName()));
        assertThatThrownBy(() -> OffsetMove.apply(away, Map.of(P0, 3L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("send the request again");
    }

    @Test
    void fencesATaskThatStillRunsAndIsReadFromTheNewOffset() throws Exception {
        SinkTaskRig rig = new SinkTaskRig(new LakeSinkTask(), props(Map.of("commit.records", "2")), 2, null);
        try {
            rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 10));
            assertThat(rig.position(0)).isEqualTo(11);
            move(P0, 15L);
            rig.pollWith(() -> rig.produce(0, 11));
            await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                rig.poll();
                assertThat(rig.position(0)).isEqualTo(15);
            });
            assertThat(next("t", P0)).as("nothing of the old buffer landed").hasValue(15);
        } finally {
            rig.stop();
        }
    }

    @Test
    void letsATaskReadAResetTopicFromItsStart() throws Exception {
        mover().apply(Map.of());
        SinkTaskRig rig = new SinkTaskRig(new LakeSinkTask(), props(Map.of("commit.records", "2")), 2, null);
        try {
            rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
            await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                rig.poll();
                assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactlyInAnyOrder("0@0", "0@1");
            });
        } finally {
            rig.stop();
        }
    }

    private void move(TopicPartition partition, Long offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        offsets.put(partition, offset);
        mover().apply(offsets);
    }

    private OffsetMove mover() {
        return mover(Map.of());
    }

    /** Kafka has 0 to 20 of t-0, 2 to 20 of t-1, 0 to 50 of t-5, and does not tell of other topics. */
    private record Told(SourceFacts facts) implements Source {
        Told() {
            this(new SourceFacts(
                    Optional.empty(),
                    Map.of(),
                    Map.of(
                            P0,
                            new LogBounds(0, 20),
                            P1,
                            new LogBounds(2, 20),
                            new TopicPartition("t", 5),
                            new LogBounds(0, 50)),
                    Map.of()));
        }

        @Override
        public SourceFacts look(Set<String> topics) {
            return topics.contains("t") ? facts : SourceFacts.NONE;
        }

        @Override
        public void close() {}
    }

    private OffsetMove mover(Map<String, String> more) {
        SinkSettings settings = settings(more);
        try {
            return new OffsetMove(
                    LakeStorage.open(settings.lake(), "Sluice/test"),
                    TableRouter.of(settings.routing()),
                    settings.source(),
                    new Told());
        } catch (LakeUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> props(Map<String, String> more) {
        Map<String, String> props = new HashMap<>(more);
        props.put("name", "own");
        props.put("lake.path", lake.toUri().toString());
        props.put("lake.format", format());
        props.put("value.format", "json");
        props.put("allow.shared.source", "true");
        return props;
    }

    private SinkSettings settings(Map<String, String> more) {
        return SinkConfig.parse(props(more));
    }

    private TableLog table(String name) throws Exception {
        return LakeStorage.open(settings(Map.of()).lake(), "Sluice/test").table(new TableName(name));
    }

    private OptionalLong next(String table, TopicPartition partition) throws Exception {
        return table(table).latest().orElseThrow().offsets().next(own(partition));
    }

    private long version(String table) throws Exception {
        return table(table).latest().orElseThrow().version();
    }

    private static AppId own(TopicPartition partition) {
        return new AppId("own", "kafka", partition);
    }

    private static AppId other(String namespace, String source) {
        return new AppId(namespace, source, P0);
    }

    abstract String format();
}
