package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The columns of {@code metadata.columns}: the record's coordinates as Kafka has them, not as a transform left them (KIP-793). Workers
 * before 3.6 do not know them; there a transform that changes the topic changes the column.
 */
final class MetadataColumns {
    private final Scratch scratch;
    private final List<Field> fields = new ArrayList<>();
    /** Each null when the setting leaves it out. */
    private final Field topic;

    private final Field partition;
    private final Field offset;
    private final Field timestamp;
    private final Field key;
    private final Field headers;

    private final boolean json;
    /** The topic of the record before, and its text: a partition's records all have the same. */
    private String lastTopic;

    private final Utf8 lastTopicText = new Utf8();

    /** @param keyFormat where it is STRUCT, the key is no column of these: see {@link KeyColumn} */
    MetadataColumns(Set<MetadataColumn> columns, KeyFormat keyFormat, Context context) {
        json = keyFormat == KeyFormat.JSON;
        scratch = context.scratch();
        topic = add(MetadataColumn.TOPIC, columns, context);
        partition = add(MetadataColumn.PARTITION, columns, context);
        offset = add(MetadataColumn.OFFSET, columns, context);
        timestamp = add(MetadataColumn.TIMESTAMP, columns, context);
        key = keyFormat == KeyFormat.STRUCT ? null : add(MetadataColumn.KEY, columns, context);
        headers = add(MetadataColumn.HEADERS, columns, context);
    }

    private Field add(MetadataColumn column, Set<MetadataColumn> columns, Context context) {
        if (!columns.contains(column)) {
            return null;
        }
        StructField typed = new StructField(column.columnName(), type(column), true);
        Field field = Field.typed(context, null, typed, typed.getName(), true, true);
        // A column of every table, even when no record has a key.
        field.want();
        fields.add(field);
        return field;
    }

    private static DataType type(MetadataColumn column) {
        return switch (column) {
            case TOPIC, KEY -> StringType.STRING;
            case PARTITION -> IntegerType.INTEGER;
            case OFFSET -> LongType.LONG;
            case TIMESTAMP -> TimestampType.TIMESTAMP;
            case HEADERS -> new MapType(StringType.STRING, StringType.STRING, true);
        };
    }

    List<Field> fields() {
        return fields;
    }

    void append(SinkRecord record, int row) {
        boolean original = OriginalCoordinates.KNOWN;
        if (topic != null) {
            topic(original ? OriginalCoordinates.topic(record) : record.topic(), row);
        }
        Integer number = original ? OriginalCoordinates.partition(record) : record.kafkaPartition();
        if (partition != null && number != null) {
            partition.integer(row, number, IntegerType.INTEGER);
        }
        if (offset != null) {
            offset.integer(row, original ? OriginalCoordinates.offset(record) : record.kafkaOffset(), LongType.LONG);
        }
        // -1 is Kafka's "no timestamp".
        if (timestamp != null && record.timestamp() != null && record.timestamp() >= 0) {
            MapAppender.millis(timestamp, row, record.timestamp());
        }
        if (key != null && record.key() != null) {
            key(record.key(), record.keySchema(), row);
        }
        if (headers != null) {
            headers(record, headers.map(), row);
        }
    }

    /** Goes on with the topic of the rows before these. */
    void follow(MetadataColumns before) {
        lastTopic = before.lastTopic;
        if (lastTopic != null) {
            encode(lastTopic, lastTopicText);
        }
    }

    private void key(Object value, Schema schema, int row) {
        if (json) {
            put(key, row, JsonText.of(value, schema));
        } else if (value instanceof byte[] bytes && Utf8Check.firstInvalid(bytes, 0, bytes.length) == bytes.length) {
            scratch.utf8.set(bytes, 0, bytes.length);
            key.text(row, scratch.utf8);
        } else {
            put(key, row, text(value, schema));
        }
    }

    @SuppressWarnings("ReferenceEquality") // What is equal but not the same is only made into text once more.
    private void topic(String name, int row) {
        if (name != lastTopic) {
            encode(name, lastTopicText);
            lastTopic = name;
        }
        topic.text(row, lastTopicText);
    }

    /** Every header, in order: where a key stands twice, the last one is the map's (Parquet's specification of MAP). */
    private void headers(SinkRecord record, MapNode map, int row) {
        Ranges ranges = map.ranges();
        ranges.begin(row);
        for (Header header : record.headers()) {
            int at = ranges.next();
            put(map.key(), at, header.key());
            if (header.value() != null) {
                put(map.value(), at, text(header.value(), header.schema()));
            }
        }
    }

    /** Of a buffer with the same settings, which is not used any more. */
    void takeArrays(MetadataColumns from) {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).takeArrays(from.fields.get(i));
        }
    }

    /** Appends a row of a buffer with the same settings. */
    void copy(MetadataColumns source, int row) {
        for (int i = 0; i < fields.size(); i++) {
            Field from = source.fields.get(i);
            if (from.node() instanceof ScalarNode) {
                copy(from, row, fields.get(i), row);
            } else {
                copyHeaders(from.map(), row);
            }
        }
    }

    private void copyHeaders(MapNode source, int row) {
        Ranges from = source.ranges();
        Ranges to = headers.map().ranges();
        to.begin(row);
        // Every row has its headers, if only none.
        for (int i = from.start(row); i < from.end(row); i++) {
            int at = to.next();
            copy(source.key(), i, headers.map().key(), at);
            copy(source.value(), i, headers.map().value(), at);
        }
    }

    private void copy(Field from, int slot, Field to, int target) {
        Scalar values = from.scalar().current();
        int index = values.slots.indexOf(slot);
        if (index >= 0) {
            values.copyTo(index, target, to.scalar().current(), scratch);
        }
    }

    private void put(Field field, int slot, String text) {
        encode(text, scratch.utf8);
        field.text(slot, scratch.utf8);
    }

    private static void encode(String text, Utf8 holder) {
        if (!holder.set(text)) {
            // A lone surrogate: as Java encodes it, with a question mark.
            holder.set(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }

    /** A key or header as text: strings as they are, bytes as UTF-8, everything else as JSON. */
    private static String text(Object value, Schema schema) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer buffer) {
            return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
        }
        if (value instanceof java.util.Date date) {
            return JsonText.date(date, schema);
        }
        return JsonText.of(value, schema);
    }
}
