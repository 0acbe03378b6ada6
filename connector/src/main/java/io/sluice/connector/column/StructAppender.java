package io.sluice.connector.column;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ConnectTypes;
import io.sluice.connector.schema.DebeziumType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Appends Structs by a plan for each of their schemas. */
final class StructAppender {
    /** Some converters make a new, equal schema for every record: the map by identity must not keep them all. */
    private static final int MAX_IDENTITIES = 256;

    private final StructNode root;
    private final Context context;
    private final MapAppender maps;
    private final IdentityHashMap<Schema, StructPlan> byIdentity = new IdentityHashMap<>();
    private final Map<Schema, StructPlan> byEquality = new HashMap<>();
    private Schema lastSchema;
    private StructPlan lastPlan;

    StructAppender(StructNode root, Context context, MapAppender maps) {
        this.root = root;
        this.context = context;
        this.maps = maps;
    }

    /** Appends one value; on an error what came before it stays, for the caller to truncate. */
    StructPlan append(Struct value, int row) throws RecordError {
        StructPlan plan = plan(value.schema());
        plan.append(row, value);
        return plan;
    }

    void forgetPlans() {
        byIdentity.clear();
        byEquality.clear();
        lastSchema = null;
        lastPlan = null;
    }

    private StructPlan plan(Schema schema) throws RecordError {
        if (schema == lastSchema) {
            return lastPlan;
        }
        StructPlan plan = byIdentity.get(schema);
        if (plan == null) {
            // Before equals(), which does not return on a schema that contains itself.
            StructType type = ConnectTypes.rowType(schema, context.maxNesting());
            plan = byEquality.get(schema);
            if (plan == null) {
                plan = struct(root, schema, type);
                byEquality.put(schema, plan);
            }
            if (byIdentity.size() == MAX_IDENTITIES) {
                byIdentity.clear();
            }
            byIdentity.put(schema, plan);
        }
        lastSchema = schema;
        lastPlan = plan;
        return plan;
    }

    private StructPlan struct(StructNode node, Schema schema, StructType type) throws RecordError {
        List<org.apache.kafka.connect.data.Field> sources = schema.fields();
        Plan[] plans = new Plan[sources.size()];
        for (int i = 0; i < plans.length; i++) {
            String name = sources.get(i).name();
            Field field = node.field(name);
            plans[i] = field == null
                    ? new NoColumnPlan(node, name, sources.get(i).schema(), context)
                    : plan(field, sources.get(i).schema(), type.at(i).getDataType());
        }
        return new StructPlan(node, type, schema, plans);
    }

    private Plan plan(Field field, Schema schema, DataType type) throws RecordError {
        field.expect(type);
        Unfit unfit = new Unfit(field, schema, Mismatch.sql(type), context);
        if (!field.known()) {
            // A struct without fields, or a list of such.
            return unfit::keep;
        }
        Optional<DebeziumType> debezium = DebeziumType.of(schema);
        if (debezium.isPresent()) {
            return new ScalarPlan(field, schema, DebeziumPuts.put(debezium.get(), context.scratch()), unfit);
        }
        return switch (schema.type()) {
            case STRUCT -> field.struct() == null ? unfit : struct(field.struct(), schema, (StructType) type);
            case ARRAY -> {
                ListNode list = field.list();
                yield list == null
                        ? unfit
                        : new ListPlan(
                                list, plan(list.element(), schema.valueSchema(), ((ArrayType) type).getElementType()));
            }
            case MAP -> map(field, schema, (MapType) type, unfit);
            default -> new ScalarPlan(field, schema, ScalarPlan.put(schema, type, context.scratch()), unfit);
        };
    }

    private Plan map(Field field, Schema schema, MapType type, Unfit unfit) throws RecordError {
        MapNode map = field.map();
        if (map != null) {
            return new MapPlan(
                    map,
                    plan(map.key(), schema.keySchema(), type.getKeyType()),
                    plan(map.value(), schema.valueSchema(), type.getValueType()),
                    schema,
                    context);
        }
        // The column is a struct: the map's keys are its fields.
        return field.struct() == null ? unfit : (slot, value) -> maps.value(field, slot, value, 1);
    }
}
