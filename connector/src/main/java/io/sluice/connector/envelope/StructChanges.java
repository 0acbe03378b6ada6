package io.sluice.connector.envelope;

import static io.sluice.connector.envelope.DebeziumChanges.AFTER;
import static io.sluice.connector.envelope.DebeziumChanges.BEFORE;
import static io.sluice.connector.envelope.DebeziumChanges.OP;
import static io.sluice.connector.envelope.DebeziumChanges.SOURCE;

import io.sluice.connector.error.RecordError;
import java.util.IdentityHashMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Events with a schema: by a layout for each. */
final class StructChanges {
    /** Some converters make a new schema for every record: the map must not keep them all. */
    private static final int MAX_LAYOUTS = 256;

    /**
     * @param after the row's layout when {@code after} is the row
     * @param before when {@code before} is
     */
    private record Layouts(Field op, Field source, RowLayout after, RowLayout before) {}

    private final IdentityHashMap<Schema, Layouts> layouts = new IdentityHashMap<>();
    private final SourceTime time;
    private Schema lastSchema;
    private Layouts last;

    StructChanges(SourceTime time) {
        this.time = time;
    }

    Struct open(Struct event) throws RecordError {
        Layouts layout = layouts(event.schema());
        if (event.get(layout.op) == null) {
            throw NoChange.withoutOp();
        }
        if (layout.source != null && event.get(layout.source) instanceof Struct source) {
            time.take(source);
        }
        boolean hasAfter = layout.after.imageOf(event) != null;
        return (hasAfter || layout.before.imageOf(event) == null ? layout.after : layout.before).row(event);
    }

    private Layouts layouts(Schema schema) throws RecordError {
        if (schema != lastSchema) {
            Layouts known = layouts.get(schema);
            if (known == null) {
                known = compile(schema);
                if (layouts.size() == MAX_LAYOUTS) {
                    layouts.clear();
                }
                layouts.put(schema, known);
            }
            last = known;
            lastSchema = schema;
        }
        return last;
    }

    private static Layouts compile(Schema schema) throws RecordError {
        Field op = schema.field(OP);
        boolean envelope = schema.field(AFTER) != null || schema.field(BEFORE) != null || schema.field(SOURCE) != null;
        if (op == null || op.schema().type() != Schema.Type.STRING || !envelope) {
            throw NoChange.withoutOp();
        }
        return new Layouts(op, schema.field(SOURCE), RowLayout.of(schema, AFTER), RowLayout.of(schema, BEFORE));
    }
}
