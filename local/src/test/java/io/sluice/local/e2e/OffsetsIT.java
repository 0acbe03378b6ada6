package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.connect.ConnectRest;
import io.sluice.local.connect.RestAnswer;
import io.sluice.local.process.Await;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S12: offsets moved through a real worker's REST; the cases of the lake alone are in the connector's tests. */
@ExtendWith(WithStack.class)
final class OffsetsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String NAME = "moved";

    private final SharedStack stack;
    private final ConnectRest rest;
    private int requests;

    OffsetsIT(SharedStack stack) {
        this.stack = stack;
        this.rest = stack.worker().rest();
    }

    @Test
    void theLakeFollowsTheOffsetsThatConnectMoves() {
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), NAME, 1).deploy();
        pipeline.awaitLanded(pipeline.send(LandingIT.numbers(10)).ends());

        assertThat(patch("kafka_offset", 4).status()).as("while it runs").isEqualTo(400);
        command("stop", "STOPPED");
        assertThat(patch("offset", 4).status())
                .as("a key that Connect does not know")
                .isEqualTo(400);
        RestAnswer negative = patch("kafka_offset", -5);
        assertThat(negative.status()).isEqualTo(500);
        assertThat(negative.body().toString()).contains("offsets begin at 0");
        assertThat(pipeline.rows()).isEqualTo(10);

        assertThat(patch("kafka_offset", 4).ok()).isTrue();
        assertThat(patch("kafka_offset", 4).ok()).as("again").isTrue();
        command("resume", "RUNNING");
        awaitRows(pipeline, 16);

        command("stop", "STOPPED");
        assertThat(delete().ok()).isTrue();
        assertThat(delete().ok()).as("of a group that is gone").isTrue();
        command("resume", "RUNNING");
        awaitRows(pipeline, 26);
        System.out.printf(
                "FIGURE A10 | %d requests for offsets to a worker's REST, running, stopped, malformed, repeated |"
                        + " 0 wrong, rows read again 6 and 10 of 10 | seed -%n",
                requests);
    }

    private RestAnswer patch(String key, long offset) {
        requests++;
        ObjectNode body = JSON.createObjectNode();
        ObjectNode entry = body.putArray("offsets").addObject();
        entry.putObject("partition").put("kafka_topic", NAME).put("kafka_partition", 0);
        entry.putObject("offset").put(key, offset);
        return rest.patch("/connectors/" + NAME + "/offsets", body);
    }

    private RestAnswer delete() {
        requests++;
        return rest.delete("/connectors/" + NAME + "/offsets");
    }

    private void command(String command, String state) {
        assertThat(rest.put("/connectors/" + NAME + "/" + command, JSON.createObjectNode())
                        .ok())
                .isTrue();
        Await.answer(
                NAME + " in state " + state,
                LIMIT,
                () -> state(state) ? Optional.of(state) : Optional.empty(),
                () -> rest.get("/connectors/" + NAME + "/status").toString());
    }

    private boolean state(String state) {
        JsonNode status = rest.get("/connectors/" + NAME + "/status").body();
        return status.path("connector").path("state").asText().equals(state)
                && status.path("tasks").isEmpty() == state.equals("STOPPED");
    }

    private static void awaitRows(Pipeline pipeline, int rows) {
        Await.answer(
                rows + " rows",
                LIMIT,
                () -> pipeline.rows() >= rows ? Optional.of(rows) : Optional.empty(),
                () -> "There are " + pipeline.rows() + "; " + pipeline.status());
        assertThat(pipeline.rows()).isEqualTo(rows);
    }
}
