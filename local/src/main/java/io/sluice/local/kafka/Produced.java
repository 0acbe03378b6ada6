package io.sluice.local.kafka;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the broker acknowledged.
 *
 * @param topic all of it went to
 * @param offsets of every record, by partition
 */
public record Produced(String topic, Map<Integer, Set<Long>> offsets) {
    public Produced {
        Map<Integer, Set<Long>> copy = new TreeMap<>();
        offsets.forEach((partition, set) -> copy.put(partition, new TreeSet<>(set)));
        offsets = copy;
    }

    /** This and what went to the same topic later. */
    public Produced plus(Produced later) {
        Map<Integer, Set<Long>> all = new TreeMap<>();
        offsets.forEach((partition, set) -> all.put(partition, new TreeSet<>(set)));
        later.offsets.forEach((partition, set) ->
                all.computeIfAbsent(partition, number -> new TreeSet<>()).addAll(set));
        return new Produced(topic, all);
    }

    public long records() {
        return offsets.values().stream().mapToLong(Set::size).sum();
    }

    /** The offset after the last record, by partition; partitions without records are absent. */
    public Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new TreeMap<>();
        offsets.forEach((partition, set) -> ends.put(
                partition, set.stream().mapToLong(Long::longValue).max().orElseThrow() + 1));
        return ends;
    }
}
