package io.sluice.benchmark.growth.landing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Gives a task the records of one partition, in order, as a worker's thread does: one thread calls it. */
final class TaskDriver implements AutoCloseable {
    /** A worker's consumer hands out as many at most ({@code max.poll.records}). */
    private static final int BATCH = 500;

    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Each look costs a call of the task: long waits are looked at less often. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SinkTask task;
    private final TopicPartition partition;
    private final DriverContext context;
    private long sent;
    /** Read by whoever sets a mark. */
    private final AtomicLong makingNanos = new AtomicLong();

    TaskDriver(SinkTask task, Map<String, String> settings, String topic, int number) {
        this.task = task;
        this.partition = new TopicPartition(topic, number);
        this.context = new DriverContext(settings, partition);
        task.initialize(context);
        task.start(settings);
    }

    /** Before its first record, on the thread that gives it its records. */
    void open() {
        task.open(List.of(partition));
    }

    /** Records that it was given; the offset of the next one. */
    long sent() {
        return sent;
    }

    /** CPU of the thread while it made records, which is not the task's work: nanoseconds. */
    long makingNanos() {
        return makingNanos.get();
    }

    /** Gives it that many, in batches. */
    void put(Rows rows, int count) {
        for (int left = count; left > 0; left -= Math.min(left, BATCH)) {
            awaitRoom();
            task.put(records(rows, Math.min(left, BATCH)));
        }
    }

    private List<SinkRecord> records(Rows rows, int count) {
        long begin = THREADS.getCurrentThreadCpuTime();
        List<SinkRecord> records = new ArrayList<>(count);
        long now = System.currentTimeMillis();
        for (int i = 0; i < count; i++) {
            records.add(new SinkRecord(
                    partition.topic(),
                    partition.partition(),
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    null,
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    rows.next(),
                    sent++,
                    now,
                    TimestampType.CREATE_TIME));
        }
        makingNanos.addAndGet(THREADS.getCurrentThreadCpuTime() - begin);
        return records;
    }

    private void awaitRoom() {
        Patience patience = new Patience("room in its buffer");
        while (context.paused()) {
            patience.pause();
            task.put(List.of());
        }
    }

    /** Calls it until its records below that offset are in the lake. */
    void awaitLanded(long offset) {
        Patience patience = new Patience("record " + offset);
        while (landed() < offset) {
            patience.pause();
            task.put(List.of());
        }
    }

    /** What the task lets Kafka know: the offset below which all is in the lake. */
    private long landed() {
        OffsetAndMetadata safe =
                task.preCommit(Map.of(partition, new OffsetAndMetadata(sent))).get(partition);
        return safe == null ? 0 : safe.offset();
    }

    /** By the task's own count. */
    long conflicts() {
        try {
            ObjectName name = new ObjectName(
                    "io.sluice:type=sink-task-metrics,connector=" + Tasks.CONNECTOR + ",task=" + partition.partition());
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "commit-conflicts-total"))
                    .longValue();
        } catch (JMException e) {
            throw new IllegalStateException("The task does not count its conflicts.", e);
        }
    }

    @Override
    public void close() {
        task.close(List.of(partition));
        task.stop();
    }

    /** Waits of growing length, with an end. */
    private final class Patience {
        private final String what;
        private final long deadline = System.nanoTime() + STUCK_NANOS;
        private long wait = FIRST_WAIT_NANOS;

        Patience(String what) {
            this.what = what;
        }

        void pause() {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Waited " + TimeUnit.NANOSECONDS.toSeconds(STUCK_NANOS) + " s for " + what + " of " + partition
                                + "; the task was given " + sent + ". Its log says what it waits for.");
            }
            LockSupport.parkNanos(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT_NANOS);
        }
    }
}
