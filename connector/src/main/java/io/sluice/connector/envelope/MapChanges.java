package io.sluice.connector.envelope;

import static io.sluice.connector.envelope.DebeziumChanges.AFTER;
import static io.sluice.connector.envelope.DebeziumChanges.BEFORE;
import static io.sluice.connector.envelope.DebeziumChanges.OP;
import static io.sluice.connector.envelope.DebeziumChanges.PAYLOAD;
import static io.sluice.connector.envelope.DebeziumChanges.SCHEMA;
import static io.sluice.connector.envelope.DebeziumChanges.SOURCE;

import io.sluice.connector.error.RecordError;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events without a schema, as JsonConverter gives them. */
final class MapChanges {
    private final SourceTime time;

    MapChanges(SourceTime time) {
        this.time = time;
    }

    Map<String, Object> open(Map<?, ?> value) throws RecordError {
        Map<?, ?> event = unwrapped(value);
        if (!(event.get(OP) instanceof String)
                || !(event.containsKey(AFTER) || event.containsKey(BEFORE) || event.containsKey(SOURCE))) {
            throw NoChange.withoutOp();
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(ChangeColumns.OP, event.get(OP));
        image(event, event.get(AFTER) == null ? BEFORE : AFTER, row);
        for (Map.Entry<?, ?> entry : event.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!name.equals(OP) && !name.equals(AFTER)) {
                row.put(ChangeColumns.of(name), entry.getValue());
            }
        }
        if (event.get(SOURCE) instanceof Map<?, ?> source) {
            time.take(source);
        }
        return row;
    }

    private static Map<?, ?> unwrapped(Map<?, ?> value) {
        boolean wrapped = !value.containsKey(OP) && value.containsKey(SCHEMA);
        return wrapped && value.get(PAYLOAD) instanceof Map<?, ?> payload ? payload : value;
    }

    private static void image(Map<?, ?> event, String name, Map<String, Object> row) throws RecordError {
        Object image = event.get(name);
        if (image == null) {
            return;
        }
        if (!(image instanceof Map<?, ?> fields)) {
            throw NoChange.noRow(name, image.getClass().getSimpleName());
        }
        for (Map.Entry<?, ?> entry : fields.entrySet()) {
            String field = String.valueOf(entry.getKey());
            if (ChangeColumns.isReserved(field)) {
                throw ChangeColumns.reserved(field);
            }
            row.put(field, entry.getValue());
        }
    }
}
