package io.sluice.local.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.data.DataSet;
import io.sluice.local.kafka.Produced;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether every record that Kafka acknowledged is in the lake once. Spark reads the lake for it: no code of the connector takes part.
 *
 * <p>A partition whose rows are as many as its distinct offsets, and those as many as the records sent, and whose distinct offsets
 * reach from the first to the last that were sent, holds each of them exactly once.
 */
final class Completeness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Partition(String topic, int number) {}

    private record Held(long rows, long offsets, long first, long last) {}

    private Completeness() {}

    /** One row for each partition of each topic. */
    static String query(Set<DataSet> sets) {
        return sets.stream()
                .map(set -> "SELECT _kafka_topic AS topic, _kafka_partition AS number, count(*) AS rows,"
                        + " count(DISTINCT _kafka_offset) AS offsets, min(_kafka_offset) AS first,"
                        + " max(_kafka_offset) AS last FROM lake." + set.table() + " GROUP BY 1, 2")
                .collect(Collectors.joining(" UNION ALL "));
    }

    /**
     * What is wrong, in sentences; empty if all is there once.
     *
     * @param answer of {@link #query} as JSON
     */
    static List<String> faults(Map<DataSet, Produced> produced, String answer) {
        Map<Partition, Held> lake = parse(answer);
        List<String> faults = new ArrayList<>();
        for (Produced sent : produced.values()) {
            sent.offsets().forEach((number, offsets) -> {
                long first = offsets.iterator().next();
                Held wanted = new Held(
                        offsets.size(), offsets.size(), first, sent.ends().get(number) - 1);
                Held held = lake.remove(new Partition(sent.topic(), number));
                if (!wanted.equals(held)) {
                    faults.add(sent.topic() + "-" + number + ": wanted " + wanted + ", the lake has " + held);
                }
            });
        }
        lake.forEach((partition, held) -> faults.add(partition + " was never produced, the lake has " + held));
        return faults;
    }

    private static Map<Partition, Held> parse(String answer) {
        Map<Partition, Held> lake = new HashMap<>();
        try {
            for (JsonNode row : JSON.readTree(answer)) {
                lake.put(
                        new Partition(
                                row.path("topic").asText(), row.path("number").asInt()),
                        new Held(
                                row.path("rows").asLong(),
                                row.path("offsets").asLong(),
                                row.path("first").asLong(),
                                row.path("last").asLong()));
            }
            return lake;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not the JSON of a result: " + answer, e);
        }
    }
}
