package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.connect.Connectors;
import io.sluice.local.data.DataSets;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithStack.class)
final class SparkReadsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Origin(long flights, long delay, String first, String last) {
        Origin plus(long minutes, String date) {
            return new Origin(
                    flights + 1,
                    delay + minutes,
                    first == null || date.compareTo(first) < 0 ? date : first,
                    last == null || date.compareTo(last) > 0 ? date : last);
        }
    }

    private final SharedStack stack;

    SparkReadsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void sparkAndAnIndependentReaderFindWhatTheSourceFileSays() throws IOException {
        List<Message> flights = DataSets.FLIGHTS.read(stack.checkout().data("flights.jsonl"));
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), "flights", 3);
        Produced produced = pipeline.send(flights);
        pipeline.settings().setAll(Connectors.settings(stack.checkout().config("flights.json")));
        pipeline.deploy().awaitLanded(produced.ends());

        Map<String, Origin> source = new TreeMap<>();
        for (Message flight : flights) {
            JsonNode value = JSON.readTree(flight.value());
            String date = value.get("date").asText().replace('/', '-') + ":00";
            source.merge(value.get("origin").asText(), new Origin(0, 0, null, null), (known, none) -> known);
            source.computeIfPresent(
                    value.get("origin").asText(),
                    (name, origin) -> origin.plus(value.get("delay").asLong(), date));
        }
        List<JsonNode> rows = pipeline.log().rows();
        LandedRows.assertExactlyOnce(produced, rows);
        assertThat(byDuckDb(rows)).isEqualTo(source);
        assertThat(bySpark()).isEqualTo(source);
    }

    private static Map<String, Origin> byDuckDb(List<JsonNode> rows) {
        Map<String, Origin> origins = new TreeMap<>();
        for (JsonNode row : rows) {
            String date = row.get("date").asText().substring(0, "2001-01-01 00:00:00".length());
            String name = row.get("origin").asText();
            Origin origin = origins.getOrDefault(name, new Origin(0, 0, null, null));
            origins.put(name, origin.plus(row.get("delay").asLong(), date));
        }
        return origins;
    }

    private Map<String, Origin> bySpark() {
        String query = "SELECT origin, count(*) AS flights, sum(delay) AS delay,"
                + " string(min(date)) AS first, string(max(date)) AS last FROM lake.flights GROUP BY origin";
        Map<String, Origin> origins = new TreeMap<>();
        for (JsonNode row : AnalyticsJob.run(stack, "spark-reads", "sql", query)) {
            origins.put(
                    row.get("origin").asText(),
                    new Origin(
                            row.get("flights").asLong(),
                            row.get("delay").asLong(),
                            row.get("first").asText(),
                            row.get("last").asText()));
        }
        return origins;
    }
}
