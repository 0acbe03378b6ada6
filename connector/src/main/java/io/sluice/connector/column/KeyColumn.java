package io.sluice.connector.column;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.Excerpt;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ColumnNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The record's key as a struct, {@code key.format=struct}: a row of one field, the key, beside the value's row, so that it is typed, evolved
 * and rescued as the value's fields are.
 */
final class KeyColumn {
    static final String NAME = MetadataColumn.KEY.columnName();

    private final Context context;
    private final StructNode root;
    private final JsonAppender json;
    private final MapAppender maps;
    private final StructAppender structs;
    /** The last key's schema, and that of a row with such a key. */
    private Schema keySchema;

    private Schema rowSchema;

    /** @param tableSchema the type of the key's column, if the table has one */
    KeyColumn(StructType tableSchema, Context context) {
        this.context = context;
        this.root = StructNode.root(only(tableSchema), Set.of(), context);
        this.json = new JsonAppender(root, context);
        this.maps = new MapAppender(context, false);
        this.structs = new StructAppender(root, context, maps);
    }

    private static StructType only(StructType tableSchema) {
        return new StructType(tableSchema.fields().stream()
                .filter(field -> ColumnNames.key(field.getName()).equals(NAME))
                .toList());
    }

    StructNode root() {
        return root;
    }

    /** @return the plan of a Struct, null for other keys */
    StructPlan append(SinkRecord record, int row) throws RecordError {
        Object key = record.key();
        if (key instanceof Struct struct) {
            return structs.append(row(struct), row);
        }
        if (key instanceof Map<?, ?> map) {
            maps.append(root, Map.of(NAME, map), row);
            return null;
        }
        byte[] text = bytes(key);
        if (text != null) {
            json(record, text, row);
        } else if (key != null) {
            refuse(
                    record,
                    "the key is a " + key.getClass().getSimpleName() + ", no object with fields.",
                    String.valueOf(key));
        }
        return null;
    }

    private Struct row(Struct key) {
        if (key.schema() != keySchema) {
            keySchema = key.schema();
            rowSchema = SchemaBuilder.struct().field(NAME, keySchema).build();
        }
        return new Struct(rowSchema).put(NAME, key);
    }

    /** Null for what is no text. */
    private static byte[] bytes(Object key) {
        if (key instanceof byte[] bytes) {
            return bytes;
        }
        if (key instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return key instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
    }

    private void json(SinkRecord record, byte[] text, int row) throws RecordError {
        Field field = root.field(NAME);
        if (field == null) {
            refuse(
                    record,
                    "the key has no column in the table, and schema.evolution=none adds none.",
                    new String(text, StandardCharsets.UTF_8));
            return;
        }
        int mark = context.rescue().mark();
        try {
            json.append(field, text, row);
        } catch (RecordError e) {
            if (e.code() != ErrorCode.MALFORMED_JSON && e.code() != ErrorCode.NOT_AN_OBJECT) {
                throw e;
            }
            root.truncate(row);
            context.rescue().reset(mark);
            refuse(record, "the key is no JSON object: " + e.problem(), new String(text, StandardCharsets.UTF_8));
        }
    }

    private void refuse(SinkRecord record, String problem, String text) throws RecordError {
        if (!context.rescues()) {
            throw new RecordError(
                    ErrorCode.TYPE_MISMATCH,
                    ColumnNames.pointer("", NAME),
                    problem,
                    "Set key.format=string, or schema.mismatch=rescue. The key: " + Excerpt.of(text));
        }
        context.rescue().value(ColumnNames.pointer("", NAME), record.key(), record.keySchema());
    }

    /** Fields to which plans lead are gone. */
    void forgetPlans() {
        structs.forgetPlans();
    }
}
