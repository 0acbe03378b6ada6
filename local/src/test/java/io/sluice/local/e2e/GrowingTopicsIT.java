package io.sluice.local.e2e;

import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.DeltaLog;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S52: topics and partitions that come while the connector runs land from their first record. */
@ExtendWith(WithStack.class)
final class GrowingTopicsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final SharedStack stack;

    GrowingTopicsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void whatComesLaterLandsFromItsFirstRecord() throws Exception {
        Pipeline first = Pipeline.create(stack, stack.worker(), "grow-a", 1);
        first.settings().remove("topics");
        first.set("topics.regex", "grow-.*")
                .set("consumer.override.metadata.max.age.ms", "500")
                .deploy();
        Produced before = first.send(LandingIT.numbers(50));
        first.awaitLanded(before.ends());

        try (Admin admin = stack.broker().admin()) {
            admin.createPartitions(Map.of("grow-a", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            Topics.create(admin, "grow-b", 2);
        }
        Pipeline second = Pipeline.over(stack.broker().bootstrap(), stack.worker(), "grow-b", stack.lake());
        Produced grown = before.plus(first.send(LandingIT.numbers(200)));
        Produced later = second.send(LandingIT.numbers(100));

        first.awaitLanded(grown.ends());
        first.connectors().awaitOffsets("grow-a", "grow-b", later.ends(), LIMIT);
        LandedRows.assertExactlyOnce(grown, first.log().rows());
        LandedRows.assertExactlyOnce(later, DeltaLog.replay(second.table()).rows());
    }
}
