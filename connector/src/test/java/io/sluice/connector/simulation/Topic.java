package io.sluice.connector.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** One partition in Kafka: records with gaps between their offsets, as compaction and transaction markers leave them. */
final class Topic {
    /** What shall become of a record. */
    enum Fate {
        ROW,
        /** An SMT drops it before the task. */
        FILTERED,
        /** A tombstone, which the settings say to count and leave out. */
        DROPPED,
        /** A tombstone, which the settings send to the dead letters. */
        DEAD_LETTER
    }

    /**
     * @param table that it shall land in
     * @param variant which fields its value has
     */
    record Entry(long offset, Fate fate, String table, int variant) {}

    final TopicPartition partition;
    /** The variant that is a tombstone and lands as a row all the same. */
    static final int NULL = -1;

    static final String TABLE_HEADER = "table";

    private final boolean byHeader;
    private final List<Entry> entries = new ArrayList<>();
    private long end;

    /** @param byHeader records carry their table's name in a header alone, else in their topic too, as after an SMT */
    Topic(TopicPartition partition, boolean byHeader) {
        this.partition = partition;
        this.byHeader = byHeader;
    }

    void append(Fate fate, String table, int variant) {
        entries.add(new Entry(end++, fate, table, variant));
    }

    void skip(int offsets) {
        end += offsets;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Index of the first entry at or above an offset. */
    int index(long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Entry at(long offset) {
        int index = index(offset);
        return index < entries.size() && entries.get(index).offset() == offset ? entries.get(index) : null;
    }

    /** The offset after the last record. */
    long next() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).offset() + 1;
    }

    SinkRecord deliver(Entry entry) {
        Map<String, Object> value = null;
        if (entry.fate() == Fate.ROW && entry.variant() != NULL) {
            value = new HashMap<>();
            value.put("id", entry.offset());
            if (entry.variant() > 0) {
                value.put("f" + entry.variant() % 3, entry.variant() % 7 == 0 ? "text" : (Object) entry.offset());
            }
        }
        return new SinkRecord(
                byHeader ? partition.topic() : entry.table(),
                partition.partition(),
                null,
                null,
                null,
                value,
                entry.offset(),
                1_000L,
                TimestampType.CREATE_TIME,
                new ConnectHeaders().addString(TABLE_HEADER, entry.table()),
                partition.topic(),
                partition.partition(),
                entry.offset());
    }
}
