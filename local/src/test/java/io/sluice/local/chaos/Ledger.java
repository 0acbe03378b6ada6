package io.sluice.local.chaos;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** What the broker acknowledged: the unique id of the record at each offset. Written by producers' threads, read by the oracle. */
final class Ledger {
    static final long NOTHING = -1;

    /** Ids by offset, {@link #NOTHING} where no record of ours is. */
    private static final class Ids {
        private long[] ids = new long[1024];
        private int end;

        synchronized void put(long offset, long id) {
            int at = Math.toIntExact(offset);
            if (at >= ids.length) {
                ids = Arrays.copyOf(ids, Math.max(at + 1, 2 * ids.length));
            }
            if (at >= end) {
                Arrays.fill(ids, end, at, NOTHING);
                end = at + 1;
            }
            ids[at] = id;
        }

        synchronized long get(long offset) {
            return offset >= end ? NOTHING : ids[Math.toIntExact(offset)];
        }

        synchronized long end() {
            return end;
        }
    }

    private final Map<TopicPartition, Ids> partitions = new ConcurrentHashMap<>();

    void acknowledged(TopicPartition partition, long offset, long id) {
        partitions.computeIfAbsent(partition, any -> new Ids()).put(offset, id);
    }

    /** The id at an offset, or {@link #NOTHING}. */
    long id(TopicPartition partition, long offset) {
        Ids ids = partitions.get(partition);
        return ids == null ? NOTHING : ids.get(offset);
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(partitions.keySet());
    }

    /** The offset after the last record. */
    long end(TopicPartition partition) {
        Ids ids = partitions.get(partition);
        return ids == null ? 0 : ids.end();
    }

    Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, Long> ends = new TreeMap<>(
                java.util.Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        partitions.forEach((partition, ids) -> {
            if (partition.topic().equals(topic)) {
                ends.put(partition, ids.end());
            }
        });
        return ends;
    }

    long records() {
        long records = 0;
        for (Ids ids : partitions.values()) {
            for (long offset = 0; offset < ids.end(); offset++) {
                records += ids.get(offset) == NOTHING ? 0 : 1;
            }
        }
        return records;
    }
}
