package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.kafka.Produced;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose offsets a table holds, and where a partition starts that no table holds. */
@ExtendWith(WithStack.class)
final class SourceSettingsIT {
    private final SharedStack stack;

    SourceSettingsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void anotherNamespaceLandsTheSameTopicInTheSameTableOnlyWhereBothAllowIt() {
        Pipeline north = create("twice").set("namespace", "north").deploy();
        Produced produced = north.send(LandingIT.numbers(10));
        north.awaitLanded(produced.ends());
        Pipeline south = north.another("twice-too")
                .set("tasks.max", "1")
                .set("table.name", "twice")
                .set("namespace", "south")
                .deploy();
        assertThat(south.awaitFailure())
                .contains(
                        "the table already holds offsets of this topic for namespace 'north', and this connector's is 'south'",
                        "set namespace=north; if both shall land, set allow.shared.source=true.");
        assertThat(north.rows()).isEqualTo(10);

        north.set("allow.shared.source", "true").deploy();
        south.set("allow.shared.source", "true").deploy();
        south.awaitLandedAfterFailure(produced.ends());
        Produced later = north.send(LandingIT.numbers(5));
        // A task of the old settings that still runs is refused, now that both have landed.
        north.awaitLandedAfterFailure(later.ends());
        south.awaitLandedAfterFailure(later.ends());

        Map<Long, Integer> times = new HashMap<>();
        for (JsonNode row : north.log().rows()) {
            times.merge(row.get("_kafka_offset").asLong(), 1, Integer::sum);
        }
        assertThat(times).hasSize(15);
        assertThat(times.values()).containsOnly(2);
        assertThat(north.log().transactions())
                .containsEntry("sluice/north/kafka/twice/0", 15L)
                .containsEntry("sluice/south/kafka/twice/0", 15L);
        north.remove();
        south.remove();
    }

    @Test
    void aConnectorOfAnotherNameGoesOnWhereItsNamespaceStopped() {
        Pipeline old = create("bequest").set("namespace", "family").deploy();
        Produced before = old.send(LandingIT.numbers(10));
        old.awaitLanded(before.ends());
        old.remove();

        Pipeline heir = old.another("heir")
                .set("tasks.max", "1")
                .set("table.name", "bequest")
                .set("namespace", "family")
                .deploy();
        Produced after = old.send(LandingIT.numbers(5));
        heir.awaitLanded(after.ends());

        LandedRows.assertExactlyOnce(before.plus(after), old.log().rows());
        heir.remove();
    }

    @Test
    void aTableThatIsGoneFailsTheTaskUntilTheUserSaysWhereToStart() throws IOException {
        Pipeline group = create("gone-group");
        Pipeline earliest = create("gone-earliest");
        List<Pipeline> both = List.of(group, earliest);
        Map<Pipeline, Produced> before = new HashMap<>();
        for (Pipeline pipeline : both) {
            pipeline.set("start.without.lake.offset", "fail").deploy();
            before.put(pipeline, pipeline.send(LandingIT.numbers(10)));
        }
        Map<Pipeline, Produced> after = new HashMap<>();
        for (Pipeline pipeline : both) {
            pipeline.awaitLanded(before.get(pipeline).ends());
            pipeline.stop();
            Files.move(pipeline.table(), pipeline.table().resolveSibling("_" + pipeline.name()));
            after.put(pipeline, pipeline.send(LandingIT.numbers(5)));
            pipeline.connectors().resume(pipeline.name());
        }
        for (Pipeline pipeline : both) {
            assertThat(pipeline.awaitFailure())
                    .contains(
                            "Cannot start " + pipeline.name() + "-0 at the group's offset 10",
                            "Kafka still has records from 0 on",
                            "start.without.lake.offset=earliest to land all that Kafka has, or =group to go on at 10");
            assertThat(pipeline.table()).doesNotExist();
        }

        group.set("start.without.lake.offset", "group").deploy();
        earliest.set("start.without.lake.offset", "earliest").deploy();
        both.forEach(
                pipeline -> pipeline.awaitLandedAfterFailure(after.get(pipeline).ends()));
        LandedRows.assertExactlyOnce(after.get(group), group.log().rows());
        LandedRows.assertExactlyOnce(
                before.get(earliest).plus(after.get(earliest)), earliest.log().rows());
        both.forEach(Pipeline::remove);
    }

    private Pipeline create(String name) {
        return Pipeline.create(stack, stack.worker(), name, 1).set("tasks.max", "1");
    }
}
