package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import io.sluice.local.lake.DeltaLog;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What could not land comes back corrected, beside the task that lands the rest, and the audit finds each record once. */
@ExtendWith(WithStack.class)
final class ReplayIT {
    private static final String NAME = "replayed";
    private static final String LETTERS = "replayed_letters";
    private static final int POISON = 5;

    private final SharedStack stack;

    ReplayIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void lettersGoBackCorrectedOnceAndTheAuditFindsEachRecordOnce() {
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), NAME, 2)
                .set("value.schema", "id BIGINT, amount DOUBLE")
                .set("schema.mismatch", "dead-letter")
                .set("dead.letter.table", LETTERS)
                .deploy();
        Produced before = pipeline.send(orders(0, 40));
        pipeline.awaitLanded(before.ends());
        assertThat(pipeline.rows()).isEqualTo(40 - 40 / POISON);
        assertThat(DeltaLog.replay(stack.lake().resolve(LETTERS)).rows()).hasSize(40 / POISON);

        Produced meanwhile = pipeline.send(orders(40, 60));
        JsonNode replayed = replay("replay-letters");
        pipeline.awaitLanded(meanwhile.ends());
        JsonNode again = replay("replay-again");

        assertThat(replayed.get("put_back").asInt()).isBetween(40 / POISON, 60 / POISON);
        assertThat(replayed.get("put_back").asInt() + again.get("put_back").asInt())
                .isEqualTo(60 / POISON);
        assertThat(again.get("before").asInt())
                .isEqualTo(replayed.get("put_back").asInt());
        List<JsonNode> rows = pipeline.log().rows();
        LandedRows.assertExactlyOnce(before.plus(meanwhile), rows);
        assertThat(rows)
                .as("a corrected amount is the others' too: half the id")
                .allMatch(row -> row.get("amount").asDouble() == row.get("id").asDouble() / 2);
        AnalyticsJob.run(
                stack,
                "replay-audit",
                "audit",
                "--table",
                NAME,
                "--bootstrap",
                stack.broker().bootstrap());
    }

    /** One in {@link #POISON} has an amount that is no number, though one can be made of it. */
    private static List<Message> orders(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(id -> new Message(
                        "key-" + id,
                        id % POISON == 3
                                ? "{\"id\":" + id + ",\"amount\":\"EUR " + id / 2.0 + "\"}"
                                : "{\"id\":" + id + ",\"amount\":" + id / 2.0 + "}"))
                .toList();
    }

    /** @return the table's line of the report */
    private JsonNode replay(String name) {
        String correction = "regexp_replace(value_text, '\"EUR ([0-9.]+)\"', '$1')";
        List<JsonNode> tables = AnalyticsJob.run(stack, name, "replay", "--letters", LETTERS, "--value", correction);
        assertThat(tables)
                .singleElement()
                .satisfies(table -> assertThat(table.get("table").asText()).isEqualTo(NAME));
        return tables.get(0);
    }
}
