package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.data.DataSets;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import io.sluice.local.lake.DeltaLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One topic of events of many kinds: a field of each names its table, and what cannot land is in a table too. */
@ExtendWith(WithStack.class)
final class FanOutIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "fan-out";
    private static final Message WITHOUT_TYPE = new Message("x", "{\"id\":\"1\"}");
    private static final Message HOSTILE = new Message("y", "{\"type\":\"../../escape\"}");
    private static final Message BROKEN = new Message("z", "{\"type\":\"PushEvent\",\"id\":}");

    private final SharedStack stack;

    FanOutIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void eachEventLandsInTheTableOfItsTypeAndEachPoisonInTheDeadLetters() throws JsonProcessingException {
        List<Message> events = DataSets.GITHUB_EVENTS.read(stack.checkout().data("github-events.jsonl"));
        Map<String, Long> expected = new TreeMap<>();
        for (Message event : events) {
            expected.merge("fan." + type(event), 1L, Long::sum);
        }
        List<Message> all = new ArrayList<>(events);
        all.addAll(List.of(WITHOUT_TYPE, HOSTILE, BROKEN));

        Pipeline pipeline = Pipeline.create(stack, stack.worker(), NAME, 3)
                .set("value.schema", "created_at TIMESTAMP")
                .set("table.name", "fan.${field}")
                .set("table.name.field", "type")
                .set("table.name.field.missing", "dead-letter")
                .set("dead.letter.table", "fan.letters")
                .set("table.override.fan.PushEvent.partition.by", "day(created_at)")
                .deploy();
        Produced produced = pipeline.send(all);
        pipeline.awaitLanded(produced.ends());

        Map<String, Long> landed = new TreeMap<>();
        for (String table : expected.keySet()) {
            landed.put(table, (long) rows(table).size());
        }
        assertThat(landed).isEqualTo(expected);
        assertThat(rows("fan.letters"))
                .extracting(row -> row.get("code").asText())
                .containsExactlyInAnyOrder("NO_TABLE_FIELD", "UNROUTABLE", "MALFORMED_JSON");
        assertThat(stack.lake().resolve("fan.PushEvent")).isDirectoryContaining("glob:**/created_at_day=*");
        assertThat(DeltaLog.exists(stack.lake().resolve("_sluice").resolve(NAME)))
                .isTrue();
        assertThat(stack.lake().getParent().resolve("escape")).doesNotExist();
    }

    private static String type(Message event) throws JsonProcessingException {
        return JSON.readTree(event.value()).get("type").asText();
    }

    private List<JsonNode> rows(String table) {
        Path path = stack.lake().resolve(table);
        assertThat(DeltaLog.exists(path)).as(table).isTrue();
        return DeltaLog.replay(path).rows();
    }
}
