package io.sluice.connector.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.offset.PassedGap;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
    private static final Comparator<Map.Entry<AppId, OffsetRange>> BY_PARTITION = Comparator.comparing(
                    (Map.Entry<AppId, OffsetRange> entry) ->
                            entry.getKey().partition().topic())
            .thenComparing(entry -> entry.getKey().partition().partition());

    private OffsetLog() {}

    /** @param expected the offsets that the table holds before this commit */
    static Map<String, String> parameters(Map<AppId, OffsetRange> ranges, Map<AppId, OptionalLong> expected) {
        AppId any = ranges.keySet().iterator().next();
        return Map.of("namespace", any.namespace(), "source", any.source(), "offsets", offsets(ranges, expected));
    }

    /** Offsets that an operator moved: {@code {"topic","partition","next"}} each, next -1 for none. */
    static Map<String, String> moved(Map<AppId, Long> versions) {
        AppId any = versions.keySet().iterator().next();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Map.Entry<AppId, Long> entry : versions.entrySet()) {
                json.writeStartObject();
                json.writeStringField("topic", entry.getKey().partition().topic());
                json.writeNumberField("partition", entry.getKey().partition().partition());
                json.writeNumberField("next", entry.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail", e);
        }
        return Map.of("namespace", any.namespace(), "source", any.source(), "movedOffsets", text.toString());
    }

    /** Gaps that {@code offset.gap} passed over: {@code {"topic","partition","cause","from","next"}} each. */
    static Map<String, String> gaps(List<PassedGap> gaps) {
        AppId any = gaps.get(0).appId();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (PassedGap gap : gaps) {
                json.writeStartObject();
                json.writeStringField("topic", gap.appId().partition().topic());
                json.writeNumberField("partition", gap.appId().partition().partition());
                json.writeStringField("cause", gap.cause());
                json.writeNumberField("from", gap.from());
                json.writeNumberField("next", gap.next());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail", e);
        }
        return Map.of("namespace", any.namespace(), "source", any.source(), "gaps", text.toString());
    }

    private static String offsets(Map<AppId, OffsetRange> ranges, Map<AppId, OptionalLong> expected) {
        List<Map.Entry<AppId, OffsetRange>> ordered =
                ranges.entrySet().stream().sorted(BY_PARTITION).toList();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Map.Entry<AppId, OffsetRange> entry : ordered) {
                OffsetRange range = entry.getValue();
                long start = expected.getOrDefault(entry.getKey(), OptionalLong.empty())
                        .orElse(range.start());
                write(json, entry.getKey(), Math.min(start, range.start()), range);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, AppId appId, long start, OffsetRange range) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", appId.partition().topic());
        json.writeNumberField("partition", appId.partition().partition());
        json.writeNumberField("start", start);
        json.writeNumberField("next", range.next());
        json.writeNumberField("rows", range.rows());
        json.writeObjectFieldStart("dropped");
        for (Map.Entry<String, Long> drop : new TreeMap<>(range.dropped()).entrySet()) {
            json.writeNumberField(drop.getKey(), drop.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("deadLettered", range.deadLettered());
        json.writeNumberField("rescued", range.rescued());
        json.writeEndObject();
    }
}
