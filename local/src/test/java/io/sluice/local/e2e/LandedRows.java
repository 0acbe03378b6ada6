package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.kafka.Produced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares rows with what was produced. */
final class LandedRows {
    private LandedRows() {}

    /** Every offset that was produced is there, none twice and no other. */
    static void assertExactlyOnce(Produced produced, List<JsonNode> rows) {
        Map<Integer, Set<Long>> offsets = new TreeMap<>();
        Map<String, Integer> twice = new HashMap<>();
        for (JsonNode row : rows) {
            int partition = row.get("_kafka_partition").asInt();
            long offset = row.get("_kafka_offset").asLong();
            if (!offsets.computeIfAbsent(partition, number -> new TreeSet<>()).add(offset)) {
                twice.merge(partition + "@" + offset, 1, Integer::sum);
            }
        }
        assertThat(twice).isEmpty();
        assertThat(offsets).isEqualTo(produced.offsets());
    }
}
