package io.sluice.connector.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The consumer group's coordinator: who owns what, and the offsets that the group committed. */
final class Group {
    private final Stage stage;
    private final Oracle oracle;
    private final List<TopicPartition> partitions;
    private final boolean eager;
    private final Set<Worker> members = new LinkedHashSet<>();
    private final Map<TopicPartition, Worker> owners = new HashMap<>();
    private final Map<TopicPartition, Worker> targets = new HashMap<>();
    private final Set<Worker> mustRevoke = new LinkedHashSet<>();
    private final Map<TopicPartition, Long> committed = new LinkedHashMap<>();

    Group(Stage stage, Oracle oracle, List<TopicPartition> partitions, boolean eager) {
        this.stage = stage;
        this.oracle = oracle;
        this.partitions = partitions;
        this.eager = eager;
    }

    boolean has(Worker worker) {
        return members.contains(worker);
    }

    void join(Worker worker) {
        members.add(worker);
        rebalance();
    }

    /** Leaves, or is thrown out when its session timed out: what it owned is free. */
    void leave(Worker worker) {
        if (members.remove(worker)) {
            mustRevoke.remove(worker);
            owners.values().removeIf(owner -> owner == worker);
            rebalance();
        }
    }

    void rebalance() {
        targets.clear();
        if (members.isEmpty()) {
            return;
        }
        List<Worker> ordered = new ArrayList<>(members);
        for (TopicPartition partition : partitions) {
            targets.put(partition, ordered.get(stage.random.nextInt(ordered.size())));
        }
        if (eager) {
            for (Worker member : ordered) {
                if (!owned(member).isEmpty()) {
                    mustRevoke.add(member);
                }
            }
        }
        stage.trace("rebalance", Map.copyOf(targets).toString());
    }

    private List<TopicPartition> owned(Worker worker) {
        List<TopicPartition> owned = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            if (owners.get(partition) == worker) {
                owned.add(partition);
            }
        }
        return owned;
    }

    boolean hasNews(Worker worker) {
        return !has(worker)
                || !revocations(worker).isEmpty()
                || !assignments(worker).isEmpty();
    }

    List<TopicPartition> revocations(Worker worker) {
        List<TopicPartition> owned = owned(worker);
        if (!mustRevoke.contains(worker)) {
            owned.removeIf(partition -> targets.get(partition) == worker);
        }
        return owned;
    }

    void released(Worker worker, Collection<TopicPartition> released) {
        mustRevoke.remove(worker);
        released.forEach(partition -> owners.remove(partition, worker));
    }

    List<TopicPartition> assignments(Worker worker) {
        List<TopicPartition> assigned = new ArrayList<>();
        if (mustRevoke.isEmpty()) {
            for (TopicPartition partition : partitions) {
                if (targets.get(partition) == worker && owners.get(partition) == null) {
                    assigned.add(partition);
                }
            }
        }
        return assigned;
    }

    void taken(Worker worker, Collection<TopicPartition> taken) {
        taken.forEach(partition -> owners.put(partition, worker));
    }

    /** Refuses who is no member: its generation is over. */
    boolean commit(Worker worker, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!has(worker)) {
            return false;
        }
        offsets.forEach((partition, offset) -> {
            if (owners.get(partition) == worker) {
                oracle.groupCommitted(partition, offset.offset());
                committed.put(partition, offset.offset());
            }
        });
        return true;
    }

    /**
     * What the group holds, or its owner believes that it does: after a rewind Connect takes the offset that a task asked for as committed,
     * and does not tell the group until a record comes.
     */
    long told(TopicPartition partition) {
        Worker owner = owners.get(partition);
        return Math.max(committed(partition), owner == null ? 0 : owner.lastCommitted(partition));
    }

    long committed(TopicPartition partition) {
        return committed.getOrDefault(partition, 0L);
    }
}
