package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Topics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka no longer has what the lake expects next; the sink asks a real broker by its Admin client. */
@ExtendWith(WithStack.class)
final class OffsetGapIT {
    private final SharedStack stack;

    OffsetGapIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void s9WhatRetentionRemovedFailsTheTaskAndIsPassedOverWhenTheUserSaysSo() throws Exception {
        Pipeline pipeline = pipeline("gap-expired").deploy();
        Produced landed = pipeline.send(LandingIT.numbers(50));
        pipeline.awaitLanded(landed.ends());

        pipeline.stop();
        pipeline.send(LandingIT.numbers(50));
        removeBefore("gap-expired", 80);
        pipeline.connectors().resume(pipeline.name());

        assertThat(pipeline.awaitFailure())
                .contains("the lake expects offset 50 of gap-expired-0 next", "first offset is 80", "offset.gap");
        assertThat(pipeline.rows()).isEqualTo(50);

        pipeline.set("offset.gap", "earliest").deploy();
        pipeline.awaitLandedAfterFailure(Map.of(0, 100L));
        Set<Long> expected = LongStream.concat(LongStream.range(0, 50), LongStream.range(80, 100))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        LandedRows.assertExactlyOnce(
                new Produced("gap-expired", Map.of(0, expected)), pipeline.log().rows());
    }

    @Test
    void s11ATopicThatWasDeletedAndCreatedAgainIsNotTakenForTheOldOne() throws Exception {
        Pipeline pipeline = pipeline("gap-recreated").deploy();
        pipeline.awaitLanded(pipeline.send(LandingIT.numbers(50)).ends());

        pipeline.stop();
        try (Admin admin = stack.broker().admin()) {
            admin.deleteTopics(Set.of("gap-recreated")).all().get();
            Topics.create(admin, "gap-recreated", 1);
        }
        Produced anew = pipeline.send(LandingIT.numbers(70));
        pipeline.connectors().resume(pipeline.name());

        assertThat(pipeline.awaitFailure()).contains("gap-recreated", "deleted and created again");
        assertThat(pipeline.rows()).isEqualTo(50);

        pipeline.set("offset.gap", "earliest").deploy();
        pipeline.awaitLandedAfterFailure(anew.ends());
        assertThat(pipeline.rows()).isEqualTo(120);
    }

    @Test
    void s20RecordsThatATransformFilteredAndRetentionRemovedAreNoGap() throws Exception {
        Pipeline pipeline = pipeline("gap-filtered").deploy();
        pipeline.awaitLanded(pipeline.send(LandingIT.numbers(50)).ends());

        pipeline.set("transforms", "none")
                .set("transforms.none.type", "org.apache.kafka.connect.transforms.Filter")
                .deploy();
        pipeline.awaitLanded(pipeline.send(LandingIT.numbers(50)).ends());
        pipeline.stop();
        removeBefore("gap-filtered", 90);
        Produced later = pipeline.send(LandingIT.numbers(10));
        pipeline.connectors().resume(pipeline.name());

        pipeline.awaitLanded(later.ends());
        assertThat(pipeline.rows()).as("all filtered since").isEqualTo(50);
    }

    private Pipeline pipeline(String name) {
        return Pipeline.create(stack, stack.worker(), name, 1)
                .set("tasks.max", "1")
                .set("source.admin.bootstrap.servers", stack.broker().bootstrap());
    }

    private void removeBefore(String topic, long offset) throws Exception {
        try (Admin admin = stack.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }
}
