package io.sluice.connector.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.offset.PassedGap;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Writes what a batch did with its offsets into {@code commitInfo}, so that {@code DESCRIBE HISTORY} reads as the landing log and an audit
 * can explain every gap. Shape of {@code operationParameters.offsets}: a JSON array of
 * {@code {"topic","partition","start","next","rows","dropped":{cause:count},"deadLettered","rescued"}}, ordered by topic and partition.
 *
 * <p>A range starts where the table's {@code txn} stood, not at the batch's first record: a transaction marker or a filtered record between
 * two batches lies in a range like any other, and ranges that do not join are a fault of the log.
 */
final class OffsetLog {
    private static final JsonFactory JSON = new JsonFactory();

    private OffsetLog() {}

    /** @param expected the offsets that the table holds before this commit */
    static Map<String, String> parameters(Map<AppId, OffsetRange> ranges, Map<AppId, OptionalLong> expected) {
        AppId any = ranges.keySet().iterator().next();
        return Map.of("namespace", any.namespace(), "source", any.source(), "offsets", offsets(ranges, expected));
    }

    /**
     * Where partitions stand in a ledger: {@code {"topic","partition","start","next","dropped":{cause:count}}} each; start is left out when
     * the ledger held none, and dropped counts what belongs to no table.
     */
    static Map<String, String> ledger(
            Map<AppId, Long> next, Map<AppId, OptionalLong> expected, Map<AppId, Map<String, Long>> dropped) {
        AppId any = next.keySet().iterator().next();
        List<Map.Entry<AppId, Long>> ordered =
                next.entrySet().stream().sorted(byPartition()).toList();
        String text = array(ordered, (json, entry) -> {
            OptionalLong start = expected.getOrDefault(entry.getKey(), OptionalLong.empty());
            if (start.isPresent()) {
                json.writeNumberField("start", start.getAsLong());
            }
            json.writeNumberField("next", entry.getValue());
            dropped(json, dropped.getOrDefault(entry.getKey(), Map.of()));
        });
        return Map.of("namespace", any.namespace(), "source", any.source(), "ledger", text);
    }

    private interface Fields<V> {
        void write(JsonGenerator json, Map.Entry<AppId, V> entry) throws IOException;
    }

    /** One object for each partition, which begins with its coordinates. */
    private static <V> String array(Collection<Map.Entry<AppId, V>> entries, Fields<V> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Map.Entry<AppId, V> entry : entries) {
                json.writeStartObject();
                json.writeStringField("topic", entry.getKey().partition().topic());
                json.writeNumberField("partition", entry.getKey().partition().partition());
                fields.write(json, entry);
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** Offsets that an operator moved: {@code {"topic","partition","next"}} each, next -1 for none. */
    static Map<String, String> moved(Map<AppId, Long> versions) {
        AppId any = versions.keySet().iterator().next();
        String text = array(versions.entrySet(), (json, entry) -> json.writeNumberField("next", entry.getValue()));
        return Map.of("namespace", any.namespace(), "source", any.source(), "movedOffsets", text);
    }

    /** Gaps that {@code offset.gap} passed over: {@code {"topic","partition","cause","from","next"}} each. */
    static Map<String, String> gaps(List<PassedGap> gaps) {
        AppId any = gaps.get(0).appId();
        String text =
                array(gaps.stream().map(gap -> Map.entry(gap.appId(), gap)).toList(), (json, entry) -> {
                    json.writeStringField("cause", entry.getValue().cause());
                    json.writeNumberField("from", entry.getValue().from());
                    json.writeNumberField("next", entry.getValue().next());
                });
        return Map.of("namespace", any.namespace(), "source", any.source(), "gaps", text);
    }

    private static String offsets(Map<AppId, OffsetRange> ranges, Map<AppId, OptionalLong> expected) {
        List<Map.Entry<AppId, OffsetRange>> ordered =
                ranges.entrySet().stream().sorted(byPartition()).toList();
        return array(ordered, (json, entry) -> {
            OffsetRange range = entry.getValue();
            long start =
                    expected.getOrDefault(entry.getKey(), OptionalLong.empty()).orElse(range.start());
            json.writeNumberField("start", Math.min(start, range.start()));
            json.writeNumberField("next", range.next());
            json.writeNumberField("rows", range.rows());
            dropped(json, range.dropped());
            json.writeNumberField("deadLettered", range.deadLettered());
            json.writeNumberField("rescued", range.rescued());
        });
    }

    private static void dropped(JsonGenerator json, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart("dropped");
        for (Map.Entry<String, Long> drop : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(drop.getKey(), drop.getValue());
        }
        json.writeEndObject();
    }

    private static <V> Comparator<Map.Entry<AppId, V>> byPartition() {
        return Comparator.comparing((Map.Entry<AppId, V> entry) ->
                        entry.getKey().partition().topic())
                .thenComparing(entry -> entry.getKey().partition().partition());
    }
}
