package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import io.sluice.local.lake.DeltaLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Debezium's events, through a worker, to the current state of their source's table. */
@ExtendWith(WithStack.class)
final class ChangelogIT {
    private static final String NAME = "customers-changes";

    private final SharedStack stack;

    ChangelogIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void changesLandAsAChangelogAndBecomeTheSourcesTable() {
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), NAME, 2)
                .set("value.envelope", "debezium")
                .set("behavior.on.null.values", "ignore")
                .deploy();
        Produced produced = pipeline.send(List.of(
                change(1, "r", null, "Ada"),
                change(2, "c", null, "Bob"),
                change(1, "u", "Ada", "Ada L."),
                change(3, "c", null, "Cy"),
                change(2, "d", "Bob", null),
                new Message("2", null),
                change(3, "u", "Cy", "Cyd")));
        pipeline.awaitLanded(produced.ends());

        assertThat(pipeline.log().rows())
                .extracting(row -> row.get("_cdc_op").asText()
                        + row.get("id").asInt()
                        + row.get("name").asText()
                        + before(row))
                .containsExactlyInAnyOrder("r1Ada", "c2Bob", "u1Ada L.<Ada", "c3Cy", "d2Bob<Bob", "u3Cyd<Cy");

        materialize();
        Path state = stack.lake().resolve("customers");
        assertThat(DeltaLog.replay(state).rows())
                .extracting(row -> row.get("id").asInt() + row.get("name").asText())
                .containsExactlyInAnyOrder("1Ada L.", "3Cyd");
    }

    private void materialize() {
        AnalyticsJob.run(stack, "materialize", "materialize", "--table", NAME, "--into", "customers", "--key", "id");
    }

    private static String before(JsonNode row) {
        JsonNode before = row.get("_cdc_before");
        return before == null || before.isNull() ? "" : "<" + before.get("name").asText();
    }

    private static Message change(int id, String op, String before, String after) {
        return new Message(
                Integer.toString(id),
                "{\"before\":" + image(id, before) + ",\"after\":" + image(id, after)
                        + ",\"source\":{\"connector\":\"postgresql\",\"lsn\":" + id
                        + ",\"ts_ms\":1767323045678},\"op\":\"" + op + "\",\"ts_ms\":1767323045700}");
    }

    private static String image(int id, String name) {
        return name == null ? "null" : "{\"id\":" + id + ",\"name\":\"" + name + "\"}";
    }
}
