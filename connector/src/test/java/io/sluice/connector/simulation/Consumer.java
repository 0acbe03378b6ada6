package io.sluice.connector.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A consumer's view: what it believes to own, positions and pauses. Refuses, as Kafka's, to touch what is not assigned. */
final class Consumer {
    /** @param partition that the entry came from */
    record Fetched(Topic partition, Topic.Entry entry) {}

    private final Stage stage;
    private final Map<TopicPartition, Topic> kafka;
    private final Set<TopicPartition> assignment = new LinkedHashSet<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();

    Consumer(Stage stage, Map<TopicPartition, Topic> kafka) {
        this.stage = stage;
        this.kafka = kafka;
    }

    Set<TopicPartition> assignment() {
        return new LinkedHashSet<>(assignment);
    }

    void assign(TopicPartition partition, long position) {
        assignment.add(partition);
        positions.put(partition, position);
    }

    void unassign(Collection<TopicPartition> partitions) {
        assignment.removeAll(List.copyOf(partitions));
        positions.keySet().retainAll(assignment);
        paused.retainAll(assignment);
    }

    long position(TopicPartition partition) {
        requireAssigned(partition);
        return positions.get(partition);
    }

    void seek(TopicPartition partition, long offset) {
        requireAssigned(partition);
        positions.put(partition, offset);
    }

    void pause(Collection<TopicPartition> partitions) {
        partitions.forEach(this::requireAssigned);
        paused.addAll(partitions);
    }

    void resume(Collection<TopicPartition> partitions) {
        partitions.forEach(this::requireAssigned);
        paused.removeAll(partitions);
    }

    private void requireAssigned(TopicPartition partition) {
        if (!assignment.contains(partition)) {
            throw new IllegalStateException("No current assignment for partition " + partition);
        }
    }

    boolean hasRecords() {
        for (TopicPartition partition : assignment) {
            if (!paused.contains(partition) && kafka.get(partition).next() > positions.get(partition)) {
                return true;
            }
        }
        return false;
    }

    List<Fetched> fetch() {
        List<Fetched> fetched = new ArrayList<>();
        for (TopicPartition partition : assignment) {
            if (!paused.contains(partition) && stage.random.nextInt(4) > 0) {
                Topic topic = kafka.get(partition);
                int from = topic.index(positions.get(partition));
                int to = Math.min(topic.entries().size(), from + 1 + stage.random.nextInt(6));
                for (int i = from; i < to; i++) {
                    Topic.Entry entry = topic.entries().get(i);
                    fetched.add(new Fetched(topic, entry));
                    positions.put(partition, entry.offset() + 1);
                }
            }
        }
        return fetched;
    }

    Map<TopicPartition, Long> positions() {
        return new LinkedHashMap<>(positions);
    }
}
