package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithStack.class)
final class PoisonIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String POISON = "{\"id\":2,\"amount\":\"a lot\"}";
    private static final List<Message> ORDERS = List.of(
            new Message("a", "{\"id\":1,\"amount\":1.5}"),
            new Message("b", POISON),
            new Message("c", "{\"id\":3,\"amount\":2.5}"));

    private final SharedStack stack;

    PoisonIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void withoutDeadLettersTheTaskFailsAndNamesTopicPartitionOffsetAndField() {
        Pipeline pipeline =
                orders("poison-fails").set("schema.mismatch", "fail").deploy();
        pipeline.send(ORDERS);

        Optional<String> trace =
                await().atMost(LIMIT).until(() -> pipeline.connectors().failure("poison-fails"), Optional::isPresent);

        assertThat(trace.orElseThrow()).contains("poison-fails-0@1", "'amount'", "schema.mismatch");
    }

    @Test
    void withDeadLettersThePoisonGoesThereAndTheRestLands() {
        Pipeline pipeline = orders("poison-letters")
                .set("schema.mismatch", "dead-letter")
                .set("errors.tolerance", "all")
                .set("errors.deadletterqueue.topic.name", "letters")
                .set("errors.deadletterqueue.topic.replication.factor", "1")
                .set("errors.deadletterqueue.context.headers.enable", "true")
                .deploy();

        Produced produced = pipeline.send(ORDERS);
        pipeline.awaitLanded(produced.ends());

        assertThat(pipeline.log().rows())
                .extracting(row -> row.get("id").asInt())
                .containsExactlyInAnyOrder(1, 3);
        assertThat(DeadLetters.read(stack.broker().bootstrap(), "letters"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo(POISON);
                    assertThat(letter.key()).isEqualTo("b");
                    assertThat(DeadLetters.reason(letter)).contains("'amount'");
                });
        assertThat(pipeline.log().commits().values())
                .anyMatch(commit ->
                        commit.at("/operationParameters/offsets").asText().contains("\"deadLettered\":1"));
    }

    private Pipeline orders(String name) {
        return Pipeline.create(stack, stack.worker(), name, 1)
                .set("tasks.max", "1")
                .set("value.schema", "id BIGINT, amount DOUBLE");
    }
}
