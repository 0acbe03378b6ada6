package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a record that does not fit its table changes there, under each policy. */
@ExtendWith(WithStack.class)
final class SchemaSettingsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Message FIRST = new Message(null, "{\"n\":1}");
    private static final Message LARGER_WITH_MORE = new Message(null, "{\"n\":3000000000,\"more\":\"x\"}");

    private final SharedStack stack;

    SchemaSettingsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void aNewFieldAndALargerNumberChangeTheTableAsFarAsTheyAreLetInAndTheRestIsRescued() throws IOException {
        Pipeline topic = Pipeline.create(stack, stack.worker(), "evolution", 1);
        Pipeline none = widening(topic, "evolution-none")
                .set("schema.evolution", "none")
                .deploy();
        Pipeline add =
                widening(topic, "evolution-add").set("schema.evolution", "add").deploy();
        Pipeline widen = widening(topic, "evolution-widen")
                .set("schema.evolution", "add-and-widen")
                .deploy();
        List<Pipeline> all = List.of(none, add, widen);
        for (Message message : List.of(FIRST, LARGER_WITH_MORE)) {
            Produced produced = topic.send(List.of(message));
            all.forEach(pipeline -> pipeline.awaitLanded(produced.ends()));
        }

        assertThat(columns(none)).isEqualTo(Map.of("n", "integer"));
        assertLater(none, "{\"n\":null,\"_rescued\":{\"/n\":3000000000,\"/more\":\"x\"}}");
        assertThat(columns(add)).isEqualTo(Map.of("n", "integer", "more", "string"));
        assertLater(add, "{\"n\":null,\"more\":\"x\",\"_rescued\":{\"/n\":3000000000}}");
        assertThat(columns(widen)).isEqualTo(Map.of("n", "long", "more", "string"));
        assertLater(widen, "{\"n\":3000000000,\"more\":\"x\",\"_rescued\":null}");
        all.forEach(Pipeline::remove);
    }

    private static Pipeline widening(Pipeline topic, String name) {
        return topic.another(name)
                .set("tasks.max", "1")
                .set("value.schema", "n INT")
                .set("metadata.columns", "offset")
                .set("table.properties.delta.enableTypeWidening", "true");
    }

    /** The second record's row, with what was rescued as an object; a column that its file lacks is null. */
    private static void assertLater(Pipeline pipeline, String expected) throws IOException {
        ObjectNode landed = JSON.createObjectNode();
        for (JsonNode row : pipeline.log().rows()) {
            if (row.get("_kafka_offset").asLong() == 1) {
                pipeline.columns()
                        .forEach(column -> landed.putNull(column.get("name").asText()));
                landed.setAll((ObjectNode) row);
            }
        }
        landed.remove("_kafka_offset");
        if (landed.hasNonNull("_rescued")) {
            landed.set("_rescued", JSON.readTree(landed.get("_rescued").asText()));
        }
        assertThat(landed).as(pipeline.name()).isEqualTo(JSON.readTree(expected));
    }

    private static Map<String, String> columns(Pipeline pipeline) {
        Map<String, String> columns = new TreeMap<>();
        pipeline.columns()
                .forEach(column -> columns.put(
                        column.get("name").asText(), column.get("type").asText()));
        columns.keySet().removeAll(List.of("_kafka_offset", "_rescued"));
        return columns;
    }
}
