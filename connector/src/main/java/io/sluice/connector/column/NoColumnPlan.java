package io.sluice.connector.column;

import io.sluice.connector.error.RecordError;
import org.apache.kafka.connect.data.Schema;

/** A field for which the table has no column and may get none. */
record NoColumnPlan(StructNode struct, String name, Schema schema, Context context) implements Plan {
    @Override
    public void append(int slot, Object value) throws RecordError {
        String pointer = Pointer.of(struct.owner(), slot, name);
        if (!context.rescues()) {
            throw Mismatch.noColumn(pointer, name);
        }
        context.rescue().value(pointer, value, schema);
    }
}
