package io.sluice.connector.offset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that a task holds, by their original coordinates (KIP-793). Pure and owned by the task thread; who calls it moves the
 * consumer with {@code SinkTaskContext.offset}.
 */
public final class Partitions {
    private final Map<TopicPartition, PartitionState> open = new HashMap<>();
    /** That of the record before, and its state: a partition's records follow each other, and come with the same object. */
    private TopicPartition last;

    private PartitionState lastState;

    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> open.put(partition, new PartitionState()));
        last = null;
    }

    public void close(Collection<TopicPartition> partitions) {
        open.keySet().removeAll(Set.copyOf(partitions));
        last = null;
    }

    /** @return null when the partition is not open */
    @SuppressWarnings("ReferenceEquality") // Thrice a record; what is equal but not the same goes the longer way.
    private PartitionState state(TopicPartition partition) {
        if (partition != last) {
            lastState = open.get(partition);
            last = partition;
        }
        return lastState;
    }

    public Set<TopicPartition> all() {
        return Set.copyOf(open.keySet());
    }

    /** Partitions whose offset in the lake is yet to be read. */
    public List<TopicPartition> unopened() {
        return in(PartitionState.Phase.UNOPENED);
    }

    /** The lake's offset of a partition was read. Returns where the consumer must be moved, empty for nowhere. */
    public OptionalLong opened(TopicPartition partition, OptionalLong lake) {
        return open.get(partition).opened(lake);
    }

    /** No table holds the partition, and it is to start at this offset. */
    public void beginAt(TopicPartition partition, long offset) {
        open.get(partition).beginAt(offset);
    }

    /** No table holds the partition, and the group's offset is believed. */
    public void begun(TopicPartition partition) {
        open.get(partition).begun();
    }

    /**
     * Whether a partition that no table holds begins at this record.
     *
     * @param floor below which nothing can have been left out
     */
    public Beginning begin(TopicPartition partition, long offset, long floor) {
        return open.get(partition).begin(offset, floor);
    }

    /** Whether it is settled where a partition begins that no table holds. */
    public boolean hasBegun(TopicPartition partition) {
        return open.get(partition).hasBegun();
    }

    /** Where the group stood before the look below that is under way, or empty. */
    public OptionalLong stood(TopicPartition partition) {
        return open.get(partition).stood();
    }

    /**
     * Whether a partition's consumer stands below the group's offset only to look. Kafka must be told nothing then, of no partition: Connect
     * would commit the place that it was moved to along with the others, and the group's own offset would be forgotten.
     */
    public boolean looking() {
        return open.values().stream().anyMatch(state -> state.stood().isPresent());
    }

    /**
     * The whole buffer is dropped: no partition accepts a record before its offset was read from the lake again.
     *
     * @param unlanded lowest offset of a partition that is buffered or in flight; empty for none
     */
    public void reopenAll(Function<TopicPartition, OptionalLong> unlanded) {
        open.forEach((partition, state) -> state.reopen(unlanded.apply(partition)));
    }

    public Admission admit(TopicPartition partition, long offset) {
        PartitionState state = state(partition);
        return state == null ? Admission.REFUSED : state.admit(offset);
    }

    public void accepted(TopicPartition partition, long offset) {
        state(partition).accepted(offset);
    }

    /**
     * Whether the group stands above the lake: asked once a partition, at its first record since it was opened, when the consumer was not
     * moved to the lake's offset then. The gap may be Kafka's own, so it is held against the lake once and then believed.
     */
    public boolean skipsAhead(TopicPartition partition, long offset, OptionalLong expected) {
        return expected.isPresent() && state(partition).skipsAhead(offset, expected.getAsLong());
    }

    /** Refuses a partition's records from this offset on until {@link #takeRewinds()} has moved the consumer back to it. */
    public void hold(TopicPartition partition, long offset) {
        open.get(partition).hold(offset);
    }

    /** The consumer has polled: rewinds that it was told of before are done. To be called first in {@code put}. */
    public void polled() {
        open.values().forEach(PartitionState::moved);
    }

    /** Partitions that were held, with the offset to move the consumer to; they are ready again. To be called last in {@code put}. */
    public Map<TopicPartition, Long> takeRewinds() {
        Map<TopicPartition, Long> rewinds = new HashMap<>();
        for (TopicPartition partition : in(PartitionState.Phase.REWINDING)) {
            PartitionState state = open.get(partition);
            rewinds.put(partition, state.position().orElseThrow());
            state.rewound();
        }
        return rewinds;
    }

    /**
     * Offset that Kafka may be told for a partition (I3 of the design): everything below is durable in every table that it feeds.
     *
     * @param unlanded lowest offset that is buffered or in flight; empty for none
     * @param delivered the framework's own position, which also counts records that SMTs filtered; used only when nothing is unlanded
     *     and the consumer is not still to be moved: until then it counts records that were refused. Safe because {@code put} never throws RetriableException, so the position covers nothing that was not delivered
     */
    public OptionalLong committable(TopicPartition partition, OptionalLong unlanded, OptionalLong delivered) {
        PartitionState state = open.get(partition);
        if (state == null || state.phase() == PartitionState.Phase.UNOPENED) {
            return OptionalLong.empty();
        }
        if (unlanded.isPresent()) {
            return unlanded;
        }
        if (state.phase() == PartitionState.Phase.REWINDING || state.moving() || delivered.isEmpty()) {
            return state.position();
        }
        return OptionalLong.of(Math.max(delivered.getAsLong(), state.position().orElse(0)));
    }

    private List<TopicPartition> in(PartitionState.Phase phase) {
        List<TopicPartition> partitions = new ArrayList<>();
        open.forEach((partition, state) -> {
            if (state.phase() == phase) {
                partitions.add(partition);
            }
        });
        return partitions;
    }
}
