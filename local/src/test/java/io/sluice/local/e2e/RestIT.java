package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.connect.Connectors;
import io.sluice.local.connect.RestAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithStack.class)
final class RestIT {
    private static final Duration FAST = Duration.ofSeconds(20);

    private final SharedStack stack;

    RestIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void theWorkerListsTheConnectorWithItsVersion() {
        JsonNode plugins = stack.worker().rest().get("/connector-plugins").body();

        assertThat(plugins)
                .filteredOn(plugin -> plugin.get("class").asText().equals("io.sluice.connector.LakeSinkConnector"))
                .singleElement()
                .satisfies(plugin -> {
                    assertThat(plugin.get("type").asText()).isEqualTo("sink");
                    assertThat(plugin.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
                });
    }

    @Test
    void everyConnectorFileIsValidAsItStands() {
        for (String name : List.of("flights", "github-events", "machine-temperature")) {
            ObjectNode settings = Connectors.settings(stack.checkout().config(name + ".json"));

            assertThat(errors(validate(settings))).as(name).isEmpty();
        }
    }

    @Test
    void eachMistakeIsAttachedToItsKeyAndAnUnknownKeyNamesTheNearestKnownOne() {
        ObjectNode settings = Connectors.settings(stack.checkout().config("flights.json"));
        settings.put("commit.interval.ms", "soon");
        settings.put("schema.evolution", "always");
        settings.put("comit.records", "5");

        long start = System.nanoTime();
        Map<String, String> errors = errors(validate(settings));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAST);
        assertThat(errors).containsOnlyKeys("commit.interval.ms", "schema.evolution", "comit.records");
        assertThat(errors.get("comit.records")).contains("commit.records");
        assertThat(errors.get("schema.evolution")).contains("add-and-widen");
    }

    @Test
    void aColumnTypeThatDeltaDoesNotHaveIsAnErrorOfTheSchema() {
        ObjectNode settings = Connectors.settings(stack.checkout().config("flights.json"));
        settings.put("value.schema", "date TIMESTAMP, delay INTT");

        Map<String, String> errors = errors(validate(settings));

        assertThat(errors).containsOnlyKeys("value.schema");
        assertThat(errors.get("value.schema")).contains("INTT");
    }

    @Test
    void aLakeThatCannotBeWrittenIsAnErrorOfItsPath() {
        ObjectNode settings = Connectors.settings(stack.checkout().config("flights.json"));
        settings.put("lake.path", "file:///proc/no-lake-here");

        Map<String, String> errors = errors(validate(settings));

        assertThat(errors).containsOnlyKeys("lake.path");
        assertThat(errors.get("lake.path")).contains("/proc/no-lake-here");
    }

    private JsonNode validate(ObjectNode settings) {
        RestAnswer answer = stack.worker().rest().put("/connector-plugins/LakeSinkConnector/config/validate", settings);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /** All errors by key. */
    private static Map<String, String> errors(JsonNode validation) {
        Map<String, String> errors = new TreeMap<>();
        int count = 0;
        for (JsonNode config : validation.path("configs")) {
            JsonNode value = config.path("value");
            if (!value.path("errors").isEmpty()) {
                List<String> texts = StreamSupport.stream(value.path("errors").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
                errors.put(value.path("name").asText(), String.join(" ", texts));
                count += texts.size();
            }
        }
        assertThat(validation.path("error_count").asInt()).isEqualTo(count);
        return errors;
    }
}
