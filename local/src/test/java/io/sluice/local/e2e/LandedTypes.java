package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A table's columns and rows, without those that tell where a row came from. */
final class LandedTypes {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private LandedTypes() {}

    /** One row with these columns and nothing rescued. */
    static void assertLanded(Pipeline pipeline, List<Typed> fields) throws Exception {
        assertThat(columns(pipeline)).isEqualTo(Typed.columns(fields));
        assertThat(rows(pipeline)).containsExactly(JSON.readTree(quoted(Typed.landed(fields))));
    }

    /** In the order of their offsets. */
    static List<JsonNode> rows(Pipeline pipeline) {
        List<JsonNode> rows = new ArrayList<>(pipeline.log().rows());
        rows.sort(Comparator.comparingLong(row -> row.get("_kafka_offset").asLong()));
        rows.forEach(row -> ((ObjectNode) row)
                .remove(row.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(LandedTypes::isMetadata)
                        .toList()));
        return rows;
    }

    /** The types of columns by name; {@code _rescued} is in every table. */
    static Map<String, String> columns(Pipeline pipeline) throws Exception {
        Map<String, String> columns = new TreeMap<>();
        JSON.readTree(pipeline.log().metaData().get("schemaString").asText())
                .get("fields")
                .forEach(field -> columns.put(field.get("name").asText(), ColumnTypes.text(field.get("type"))));
        columns.keySet().removeIf(column -> isMetadata(column) || column.equals("_rescued"));
        return columns;
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static boolean isMetadata(String column) {
        return column.startsWith("_kafka_");
    }
}
