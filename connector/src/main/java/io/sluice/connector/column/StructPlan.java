package io.sluice.connector.column;

import io.delta.kernel.types.StructType;
import io.sluice.connector.error.RecordError;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** A Struct of Connect. */
final class StructPlan implements Plan {
    private final StructNode node;
    private final StructType type;
    private final Field[] sources;
    private final boolean[] defaults;
    private final Plan[] plans;
    private boolean wanted;

    /** @param plans one a field of the schema, in its order */
    StructPlan(StructNode node, StructType type, Schema schema, Plan[] plans) {
        this.node = node;
        this.type = type;
        this.sources = schema.fields().toArray(Field[]::new);
        this.defaults = new boolean[sources.length];
        this.plans = plans;
        for (int i = 0; i < sources.length; i++) {
            defaults[i] = sources[i].schema().defaultValue() != null;
        }
    }

    @Override
    public void append(int slot, Object value) throws RecordError {
        Struct struct = (Struct) value;
        node.begin(slot);
        for (int i = 0; i < sources.length; i++) {
            // A null where there is a default is the producer's: the converter has put the default in where that is
            // wished (KIP-581).
            Object each = defaults[i] ? struct.getWithoutDefault(sources[i].name()) : struct.get(sources[i]);
            if (each != null) {
                plans[i].append(slot, each);
            }
        }
    }

    /** A row of this plan is in: its schema's fields are columns from now on, null or not. */
    void want() {
        if (!wanted) {
            wanted = true;
            node.want(type);
        }
    }
}
