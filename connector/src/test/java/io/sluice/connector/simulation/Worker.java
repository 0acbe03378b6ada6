package io.sluice.connector.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * One task in Connect's WorkerSinkTask, in the order of 4.3.1, with what one would not expect of it:
 *
 * <ul>
 *   <li>a rewind is applied at the next poll, or after {@code open}; a poll that takes partitions away still delivers the others from where
 *       they stood;
 *   <li>{@code currentOffsets} keeps partitions that were revoked, so the last {@code preCommit} and {@code close} name them;
 *   <li>after a failure {@code preCommit} and {@code close} are called all the same.
 * </ul>
 */
final class Worker implements Runnable {
    private static final long COMMIT_MS = 1_500;

    final Machine machine;
    private final World world;
    private final Stage stage;
    private final Group group;
    private final Consumer consumer;
    private final WorkerContext context;
    private final DeadLetters.Reporter reporter;
    private final Map<TopicPartition, OffsetAndMetadata> lastCommitted = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> originals = new HashMap<>();
    private SinkTask task;
    private RuntimeException rebalanceFailure;
    private long nextCommit;
    private boolean dead;
    boolean stopping;
    boolean ended;

    Worker(World world, String name) {
        this.world = world;
        this.stage = world.stage;
        this.group = world.group;
        this.machine = new Machine(stage, name);
        this.consumer = new Consumer(stage, world.topics);
        this.reporter = world.deadLetters.reporter();
        this.context = new WorkerContext(consumer, reporter);
    }

    @Override
    public void run() {
        RuntimeException failure = null;
        try {
            task = world.newTask(this);
            task.initialize(context);
            task.start(world.properties());
            nextCommit = stage.millis() + COMMIT_MS;
            group.join(this);
            try {
                while (!stopping) {
                    iteration();
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            closePartitions(new ArrayList<>(current.keySet()), false);
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        task.stop();
        group.leave(this);
        ended = true;
        if (failure != null) {
            world.failed(this, failure);
        }
    }

    private void iteration() {
        if (context.commitRequested || stage.millis() >= nextCommit) {
            commitOffsets(false, consumer.assignment());
            nextCommit = stage.millis() + COMMIT_MS;
            context.commitRequested = false;
        }
        poll(Math.max(nextCommit - stage.millis(), 0));
    }

    private void poll(long longest) {
        rewind();
        long timeout = context.timeout > 0 ? Math.min(longest, context.timeout) : longest;
        context.timeout = context.timeout > 0 ? -1 : context.timeout;
        stage.await("poll", () -> stopping || group.hasNews(this) || consumer.hasRecords(), timeout);
        takeNews();
        List<Consumer.Fetched> fetched = consumer.fetch();
        if (rebalanceFailure != null) {
            RuntimeException failure = rebalanceFailure;
            rebalanceFailure = null;
            throw failure;
        }
        deliver(fetched);
    }

    private void deliver(List<Consumer.Fetched> fetched) {
        List<SinkRecord> batch = new ArrayList<>();
        for (Consumer.Fetched one : fetched) {
            originals.put(
                    one.partition().partition, new OffsetAndMetadata(one.entry().offset() + 1));
            if (one.entry().fate() != Topic.Fate.FILTERED) {
                batch.add(one.partition().deliver(one.entry()));
            }
        }
        stage.trace("put", batch.size(), fetched.size());
        try {
            task.put(batch);
        } catch (RuntimeException e) {
            dead = true;
            throw new ConnectException("Exiting WorkerSinkTask due to unrecoverable exception.", e);
        }
        current.putAll(originals);
        originals.clear();
    }

    private void rewind() {
        for (Map.Entry<TopicPartition, Long> moved : context.offsets.entrySet()) {
            stage.trace("seek", moved.getKey(), moved.getValue());
            consumer.seek(moved.getKey(), moved.getValue());
            lastCommitted.put(moved.getKey(), new OffsetAndMetadata(moved.getValue()));
            current.put(moved.getKey(), new OffsetAndMetadata(moved.getValue()));
        }
        context.offsets.clear();
    }

    /** The rebalance listener's callbacks, which run inside the consumer's poll. */
    private void takeNews() {
        if (!group.has(this)) {
            Set<TopicPartition> lost = consumer.assignment();
            removed(lost, true);
            consumer.unassign(lost);
            group.join(this);
        }
        List<TopicPartition> revoked = group.revocations(this);
        if (!revoked.isEmpty()) {
            removed(revoked, false);
            consumer.unassign(revoked);
            group.released(this, revoked);
        }
        if (group.has(this)) {
            List<TopicPartition> assigned = group.assignments(this);
            group.taken(this, assigned);
            assigned.forEach(partition -> consumer.assign(partition, group.committed(partition)));
            assigned(assigned);
        }
    }

    private void assigned(List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = new OffsetAndMetadata(consumer.position(partition));
            lastCommitted.put(partition, position);
            current.put(partition, position);
        }
        context.paused.retainAll(consumer.assignment());
        if (!context.paused.isEmpty()) {
            consumer.pause(context.paused);
        }
        if (partitions.isEmpty() || rebalanceFailure != null) {
            return;
        }
        stage.trace("open", partitions);
        try {
            task.open(partitions);
            rewind();
        } catch (RuntimeException e) {
            rebalanceFailure = e;
        }
    }

    private void removed(Collection<TopicPartition> partitions, boolean lost) {
        if (partitions.isEmpty()) {
            return;
        }
        stage.trace(lost ? "lost" : "revoked", List.copyOf(partitions).toString());
        try {
            closePartitions(partitions, lost);
        } catch (RuntimeException e) {
            rebalanceFailure = e;
        }
    }

    private void closePartitions(Collection<TopicPartition> partitions, boolean lost) {
        if (lost) {
            close(partitions);
            reporter.cancel(partitions);
            originals.keySet().removeAll(partitions);
            current.keySet().removeAll(partitions);
        } else {
            commitOffsets(true, partitions);
        }
        lastCommitted.keySet().removeAll(partitions);
    }

    private void close(Collection<TopicPartition> partitions) {
        machine.closing = true;
        try {
            task.close(partitions);
        } finally {
            machine.closing = false;
        }
    }

    private void commitOffsets(boolean closing, Collection<TopicPartition> partitions) {
        reporter.await(partitions);
        Map<TopicPartition, OffsetAndMetadata> offered = only(current, partitions);
        if (offered.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> last = only(lastCommitted, offered.keySet());
        Map<TopicPartition, OffsetAndMetadata> provided;
        try {
            provided = task.preCommit(new HashMap<>(offered));
        } catch (RuntimeException e) {
            if (!closing) {
                last.forEach((partition, offset) -> consumer.seek(partition, offset.offset()));
                current.putAll(last);
            }
            return;
        } finally {
            if (closing) {
                close(partitions);
            }
        }
        if (dead && !provided.isEmpty()) {
            stage.fail("I7: a task that failed tells Kafka offsets " + provided, null);
        }
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>(last);
        provided.forEach((partition, offset) -> {
            if (committable.containsKey(partition)
                    && offset.offset() <= offered.get(partition).offset()) {
                committable.put(partition, offset);
            }
        });
        if (provided.isEmpty() || committable.equals(last)) {
            return;
        }
        stage.pause("commit offsets");
        stage.trace("group", committable.toString());
        if (group.commit(this, committable)) {
            lastCommitted.putAll(committable);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> only(
            Map<TopicPartition, OffsetAndMetadata> all, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> some = new HashMap<>(all);
        some.keySet().retainAll(new HashSet<>(partitions));
        return some;
    }

    long lastCommitted(TopicPartition partition) {
        OffsetAndMetadata last = lastCommitted.get(partition);
        return last == null ? 0 : last.offset();
    }

    @Override
    public String toString() {
        return machine.name;
    }
}
