package io.sluice.connector.column;

import io.sluice.connector.error.RecordError;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** A map of Connect. An entry whose key is null or fits no key is rescued whole: Parquet's maps have no null keys. */
record MapPlan(MapNode map, Plan key, Plan value, Schema schema, Context context) implements Plan {
    @Override
    public void append(int slot, Object entries) throws RecordError {
        Ranges ranges = map.ranges();
        ranges.begin(slot);
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) entries).entrySet()) {
            int at = ranges.next();
            int mark = context.rescue().mark();
            if (entry.getKey() != null) {
                key.append(at, entry.getKey());
            }
            if (!map.key().has(at)) {
                context.rescue().reset(mark);
                ranges.back();
                keep(slot, entry);
            } else if (entry.getValue() != null) {
                value.append(at, entry.getValue());
            }
        }
    }

    private void keep(int slot, Map.Entry<?, ?> entry) {
        Object name = entry.getKey();
        String text = name instanceof String string ? string : JsonText.of(name, schema.keySchema());
        context.rescue().value(Pointer.of(map.ranges().field(), slot, text), entry.getValue(), schema.valueSchema());
    }
}
