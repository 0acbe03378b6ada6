package io.sluice.analytics.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.error.JobException;
import org.junit.jupiter.api.Test;

final class KnownFailuresTest {
    @Test
    void aFailureThatAUserCanMendIsExplainedHoweverDeepItLies() {
        Exception wrapped = new IllegalStateException(
                "Query terminated",
                new RuntimeException("UnknownTopicOrPartitionException: This server does not…\n\tat"));
        assertThat(KnownFailures.explained(wrapped))
                .isInstanceOf(JobException.class)
                .hasMessage(
                        "Kafka does not have the topic: java.lang.RuntimeException: UnknownTopicOrPartitionException: "
                                + "This server does not…. Create it, or check its name and --bootstrap.")
                .hasCause(wrapped);
    }

    @Test
    void whatIsExplainedAlreadyOrNotKnownStaysAsItIs() {
        Exception known = new RuntimeException(new JobException("a failOnDataLoss", "b", "c"));
        Exception unknown = new RuntimeException("unknown");
        assertThat(KnownFailures.explained(known)).isSameAs(known);
        assertThat(KnownFailures.explained(unknown)).isSameAs(unknown);
    }
}
