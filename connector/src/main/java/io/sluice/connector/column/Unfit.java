package io.sluice.connector.column;

import io.sluice.connector.error.RecordError;
import org.apache.kafka.connect.data.Schema;

/**
 * Where values go that do not fit their field: to {@code _rescued}, or nowhere with an error.
 *
 * @param kind what the values are, as a SQL type
 */
record Unfit(Field field, Schema schema, String kind, Context context) implements Plan {
    @Override
    public void append(int slot, Object value) throws RecordError {
        if (!context.rescues()) {
            throw Mismatch.type(field, slot, kind);
        }
        keep(slot, value);
    }

    /** Rescues whatever the policy: for a value whose type has no column. */
    void keep(int slot, Object value) {
        context.rescue().value(Pointer.of(field, slot), value, schema);
    }
}
