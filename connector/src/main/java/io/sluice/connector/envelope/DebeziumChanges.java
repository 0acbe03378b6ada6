package io.sluice.connector.envelope;

import io.sluice.connector.error.RecordError;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/**
 * Opens Debezium's change events (its documentation, "Data change events") into rows of a changelog, in the kind in which they come, so
 * that what appends such values appends the row: at the top the fields of {@code after}, or of {@code before} when there is no
 * {@code after} (deletes), and beside them those of {@link ChangeColumns}. Nothing of the envelope is left out but {@code after}, which
 * is the row. One thread at a time.
 */
public final class DebeziumChanges {
    static final String OP = "op";
    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String SOURCE = "source";
    /** The wrapper that JsonConverter puts around a value with its schema. */
    static final String SCHEMA = "schema";

    static final String PAYLOAD = "payload";

    private final SourceTime time = new SourceTime();
    private final StructChanges structs = new StructChanges(time);
    private final MapChanges maps = new MapChanges(time);
    private final JsonChanges json = new JsonChanges(time);

    /** @return the row, of a schema that is the same instance for events of the same schema instance */
    public Struct open(Struct event) throws RecordError {
        time.forget();
        return structs.open(event);
    }

    public Map<String, Object> open(Map<?, ?> event) throws RecordError {
        time.forget();
        return maps.open(event);
    }

    /**
     * @param json a JSON object in UTF-8, with or without JsonConverter's {@code {"schema":…,"payload":…}} around it
     * @return false when it is no JSON object, or one that breaks a limit: then there is no row
     */
    public boolean open(byte[] json, int offset, int length) throws RecordError {
        time.forget();
        return this.json.open(json, offset, length);
    }

    /** The error for a value that {@link #open(byte[], int, int)} made no row of, when nothing else is wrong with it. */
    public static RecordError refused() {
        return NoChange.withoutOp();
    }

    /** The row that {@link #open(byte[], int, int)} made, as JSON from index 0; overtaken by the next. */
    public byte[] rowBytes() {
        return json.row();
    }

    public int rowLength() {
        return json.rowLength();
    }

    /** Whether {@link #micros()} is known of the event that was opened last. */
    public boolean hasTime() {
        return time.micros() != SourceTime.NONE;
    }

    /** When the source made the change, in microseconds since 1970-01-01T00:00Z. */
    public long micros() {
        return time.micros();
    }
}
