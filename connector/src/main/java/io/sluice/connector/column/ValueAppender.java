package io.sluice.connector.column;

import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.ValueEnvelope;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.envelope.ChangeColumns;
import io.sluice.connector.envelope.DebeziumChanges;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Hands a record's value to what reads its kind. */
final class ValueAppender {
    private final ValueFormat format;
    private final StructNode root;
    private final Scratch scratch;
    private final JsonAppender json;
    private final MapAppender maps;
    private final StructAppender structs;
    /** Null when values are rows. */
    private final DebeziumChanges changes;

    ValueAppender(ValueSettings settings, StructNode root, Context context) {
        this.format = settings.format();
        this.changes = settings.envelope() == ValueEnvelope.DEBEZIUM ? new DebeziumChanges() : null;
        this.root = root;
        this.scratch = context.scratch();
        this.json = new JsonAppender(root, context);
        this.maps = new MapAppender(context, false);
        this.structs = new StructAppender(root, context, maps);
    }

    /** @return the plan of a Struct, null for other values */
    StructPlan append(SinkRecord record, int row) throws RecordError {
        Object value = record.value();
        if (value == null) {
            return null;
        }
        StructPlan plan = append(value, row);
        if (changes != null && changes.hasTime()) {
            time(changes.micros(), row);
        }
        return plan;
    }

    private StructPlan append(Object value, int row) throws RecordError {
        if (format == ValueFormat.JSON) {
            json(value, row);
            return null;
        }
        if (value instanceof Struct struct) {
            return structs.append(changes == null ? struct : changes.open(struct), row);
        }
        if (value instanceof Map<?, ?> map) {
            maps.append(root, changes == null ? map : changes.open(map), row);
            return null;
        }
        throw notAnObject(
                value,
                value instanceof byte[] || value instanceof ByteBuffer || value instanceof String
                        ? "If it is JSON, set value.format=json; else use a converter that gives Structs or maps."
                        : "Use a converter that gives Structs or maps, or the transform HoistField.");
    }

    /** What the table has no column for stands in {@code _cdc_source} too. */
    private void time(long micros, int row) throws RecordError {
        Field field = root.field(ChangeColumns.TS);
        if (field != null && !field.timestamp(row, micros)) {
            throw Mismatch.type(field, row, "TIMESTAMP");
        }
    }

    /** Fields to which plans lead are gone. */
    void forgetPlans() {
        structs.forgetPlans();
    }

    private void json(Object value, int row) throws RecordError {
        if (value instanceof byte[] bytes) {
            document(bytes, 0, bytes.length, row);
        } else if (value instanceof ByteBuffer buffer) {
            buffer(buffer, row);
        } else if (value instanceof String text) {
            text(text, row);
        } else {
            throw notAnObject(
                    value,
                    "With value.format=json set value.converter to ByteArrayConverter or StringConverter; or set value.format=connect.");
        }
    }

    private void buffer(ByteBuffer buffer, int row) throws RecordError {
        if (buffer.hasArray()) {
            document(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining(), row);
        } else {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            document(bytes, 0, bytes.length, row);
        }
    }

    private void text(String text, int row) throws RecordError {
        if (!scratch.utf8.set(text)) {
            throw new RecordError(
                    ErrorCode.MALFORMED_JSON,
                    "",
                    "the value is a text with half a surrogate pair, which is no Unicode.",
                    "Fix the producer, or the converter's encoding.");
        }
        byte[] bytes = scratch.utf8.copy();
        document(bytes, 0, bytes.length, row);
    }

    /** What is no JSON object is refused by what reads rows, so that its message counts the record's own bytes. */
    private void document(byte[] bytes, int offset, int length, int row) throws RecordError {
        int end = offset + length;
        if (changes != null
                && Utf8Check.firstInvalid(bytes, offset, end) == end
                && changes.open(bytes, offset, length)) {
            json.append(changes.rowBytes(), 0, changes.rowLength(), row);
            return;
        }
        json.append(bytes, offset, length, row);
        if (changes != null) {
            throw DebeziumChanges.refused();
        }
    }

    private static RecordError notAnObject(Object value, String remedy) {
        return new RecordError(
                ErrorCode.NOT_AN_OBJECT,
                "",
                "the value is a " + value.getClass().getName() + ", not an object with fields.",
                remedy);
    }
}
