package io.sluice.local.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** The data sets of data/README.md. */
public final class DataSets {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static final DataSet FLIGHTS =
            new DataSet("flights", "flights", "flights.jsonl", 3, "origin", lines -> jsonLines(lines, "/origin"));
    public static final DataSet GITHUB_EVENTS = new DataSet(
            "github-events",
            "github_events",
            "github-events.jsonl",
            4,
            "repository",
            lines -> jsonLines(lines, "/repo/name"));
    public static final DataSet MACHINE_TEMPERATURE = new DataSet(
            "machine-temperature", "machine_temperature", "machine-temperature.csv", 2, "day", DataSets::temperatures);

    public static final List<DataSet> ALL = List.of(FLIGHTS, GITHUB_EVENTS, MACHINE_TEMPERATURE);

    private DataSets() {}

    private static Stream<Message> jsonLines(Stream<String> lines, String keyPointer) {
        return lines.map(line -> new Message(parse(line).at(keyPointer).asText(), line));
    }

    /** {@code timestamp,value} becomes an object with a string and a number. */
    private static Stream<Message> temperatures(Stream<String> lines) {
        return lines.skip(1).map(line -> {
            int comma = line.indexOf(',');
            String timestamp = line.substring(0, comma);
            ObjectNode value = JSON.createObjectNode();
            value.put("timestamp", timestamp);
            value.put("value", new BigDecimal(line.substring(comma + 1).strip()));
            return new Message(timestamp.substring(0, timestamp.indexOf(' ')), value.toString());
        });
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not a line of JSON: " + line, e);
        }
    }
}
