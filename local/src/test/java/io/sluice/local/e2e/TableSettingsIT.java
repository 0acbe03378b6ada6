package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import io.sluice.local.lake.DeltaLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which tables are made and how they are laid out, and what is refused. All connectors start first, and each test waits for its own. */
@ExtendWith(WithStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TableSettingsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<Message> THREE_KINDS = Stream.of("a", "b", "c")
            .map(kind -> new Message(null, "{\"kind\":\"" + kind + "\"}"))
            .toList();

    private final SharedStack stack;
    private final List<Pipeline> deployed = new ArrayList<>();
    private Pipeline notMade;
    private Pipeline manyTables;
    private Pipeline manyPartitions;
    private Pipeline zones;
    private Pipeline overrides;
    private Pipeline overridden;
    private Produced inZones;
    private Produced plain;
    private Produced other;

    TableSettingsIT(SharedStack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void deploy() {
        notMade = create("not-made").set("table.create", "false");
        notMade.send(LandingIT.numbers(3));
        manyTables = threeInOneCommit("many-tables")
                .set("table.name", "kind.${field}")
                .set("table.name.field", "kind")
                .set("tables.max", "2");
        manyPartitions = threeInOneCommit("many-partitions")
                .set("table.partition.by", "kind")
                .set("table.partitions.max", "2");
        zones = create("zones")
                .set("value.schema", "t TIMESTAMP")
                .set("value.timestamp.formats", "yyyy-MM-dd HH:mm")
                .set("value.time.zone", "America/New_York")
                .set("table.partition.by", "day(t),hour(t)")
                .set("table.partition.time.zone", "Asia/Tokyo");
        inZones = zones.send(List.of(new Message(null, "{\"t\":\"2001-06-30 14:30\"}")));
        overridden = create("overridden");
        overrides = create("overrides")
                .set("topics", "overrides,overridden")
                .set("table.properties.delta.logRetentionDuration", "interval 20 days")
                .set("table.properties.team", "north")
                .set("table.override.overridden.properties.delta.logRetentionDuration", "interval 90 days");
        plain = overrides.send(LandingIT.numbers(1));
        other = overridden.send(LandingIT.numbers(1));
        for (Pipeline each : List.of(notMade, manyTables, manyPartitions, zones, overrides)) {
            deployed.add(each.deploy());
        }
    }

    @AfterAll
    void remove() {
        deployed.forEach(Pipeline::remove);
    }

    @Test
    void aMissingTableIsMadeOnlyIfTheUserWantsIt() {
        assertThat(notMade.awaitFailure())
                .contains("it does not exist and table.create is false", "Create it, or set table.create=true.");
        assertThat(notMade.table()).doesNotExist();

        notMade.set("table.create", "true").deploy().awaitLandedAfterFailure(Map.of(0, 3L));
        assertThat(notMade.rows()).isEqualTo(3);
    }

    @Test
    void aTaskFillsNoMoreTablesThanItIsAllowed() {
        assertThat(manyTables.awaitFailure())
                .contains(
                        "Cannot write many-tables-0@2",
                        "this task fills 2 tables already",
                        "Raise tables.max=2, or commit more often");
        for (String kind : List.of("a", "b", "c")) {
            assertThat(kind(kind)).doesNotExist();
        }

        manyTables.set("tables.max", "3").deploy().awaitLandedAfterFailure(Map.of(0, 3L));
        for (String kind : List.of("a", "b", "c")) {
            assertThat(DeltaLog.replay(kind(kind)).rows()).hasSize(1);
        }
    }

    @Test
    void aCommitWritesToNoMorePartitionsThanItIsAllowed() {
        assertThat(manyPartitions.awaitFailure())
                .contains("its 3 rows since the last commit are of 3 partitions", "or raise table.partitions.max=2.");
        assertThat(manyPartitions.rows()).isZero();

        manyPartitions.set("table.partitions.max", "3").deploy().awaitLandedAfterFailure(Map.of(0, 3L));
        assertThat(manyPartitions.log().files())
                .extracting(file -> file.action().at("/partitionValues/kind").asText())
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    /** Half past two in New York is half past six in the evening in Greenwich, and the next morning in Tokyo. */
    @Test
    void timesAreReadInOneZoneAndPartitionsToldInAnotherWhichATableKeeps() {
        zones.awaitLanded(inZones.ends());

        assertThat(zones.log().rows()).singleElement().satisfies(row -> {
            assertThat(row.get("t").asText()).isEqualTo("2001-06-30 18:30:00+00");
            assertThat(row.get("t_day").asText()).isEqualTo("2001-07-01");
            assertThat(row.get("t_hour").asText()).isEqualTo("2001-07-01-03");
        });

        zones.stop();
        zones.send(List.of(new Message(null, "{\"t\":\"2001-06-30 14:30\"}")));
        zones.set("table.partition.time.zone", "Europe/Berlin").deploy();
        zones.connectors().resume("zones");
        assertThat(zones.awaitFailure())
                .contains(
                        "it is partitioned by [day(t), Asia/Tokyo, hour(t), Asia/Tokyo]",
                        "Europe/Berlin",
                        "table.partition.time.zone");
        assertThat(zones.rows()).isEqualTo(1);
    }

    @Test
    void aTopicThatCannotNameATableIsRefusedAndLandsInTheOneThatTheMapNames() {
        Pipeline pipeline = create("_hidden");
        Produced produced = pipeline.send(LandingIT.numbers(3));
        assertThatThrownBy(pipeline::deploy)
                .hasMessageContaining("topic '_hidden' gives the table name '_hidden'")
                .hasMessageContaining("table.name.map");

        pipeline.set("table.name.map", "seen:elsewhere,_hidden:shown").deploy().awaitLanded(produced.ends());

        Path shown = stack.lake().resolve("shown");
        LandedRows.assertExactlyOnce(produced, DeltaLog.replay(shown).rows());
        pipeline.remove();
    }

    @Test
    void onePropertyOfOneTableIsAnother() {
        overrides.awaitLanded(plain.ends());
        overrides.connectors().awaitOffsets("overrides", "overridden", other.ends(), LIMIT);

        assertThat(properties(overrides))
                .isEqualTo(Map.of("delta.logRetentionDuration", "interval 20 days", "team", "north"));
        assertThat(properties(overridden))
                .isEqualTo(Map.of("delta.logRetentionDuration", "interval 90 days", "team", "north"));
    }

    private Pipeline create(String name) {
        return Pipeline.create(stack, stack.worker(), name, 1).set("tasks.max", "1");
    }

    /** Three records that are committed when the third is there, and not before. */
    private Pipeline threeInOneCommit(String name) {
        Pipeline pipeline = create(name).set("commit.interval.ms", "3600000").set("commit.records", "3");
        pipeline.send(THREE_KINDS);
        return pipeline;
    }

    private Path kind(String kind) {
        return stack.lake().resolve("kind." + kind);
    }

    private static Map<String, String> properties(Pipeline pipeline) {
        JsonNode configuration = pipeline.log().metaData().get("configuration");
        return configuration.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, property -> property.getValue().asText()));
    }
}
