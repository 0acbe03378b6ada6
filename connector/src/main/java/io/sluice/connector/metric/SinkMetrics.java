package io.sluice.connector.metric;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a task tells its operator. Written by the task's thread alone, read by any. Names and meanings are those of {@link MetricNames};
 * totals count from the start of the task.
 */
public interface SinkMetrics extends AutoCloseable {
    /**
     * One commit is in the table.
     *
     * @param rescued those of the records that have a {@code _rescued} value
     * @param took from the flush of the buffer to the known outcome of the put
     */
    void landed(long records, long rescued, int files, long bytes, Duration took);

    /** Another writer took the version; the commit is built anew. */
    void conflict();

    /** The lake holds other offsets than this task believed: another task owns the partitions. */
    void fenced();

    /** Gaps between the lake's offsets and Kafka's, passed over because the user asked for it. */
    void offsetGaps(int gaps);

    /** Redelivered records that the lake already has. */
    void duplicatesDropped(long records);

    /** Records left out because the user asked for it, such as tombstones under {@code behavior.on.null.values=ignore}. */
    void recordsDropped(long records);

    void recordsDeadLettered(long records);

    /** What the task holds that is not in the lake: the filling batch and the one in flight. */
    void buffered(long records, long bytes);

    /** An attempt to reach the lake has failed. Repeated calls keep the time of the first. */
    void lakeUnavailable();

    /** An attempt has succeeded. */
    void lakeAvailable();

    /** @param nextOffset the offset after the last one that is in the lake, as consumer groups commit it */
    void committedOffset(String topic, int partition, long nextOffset);

    /** The partition is another task's now. */
    void partitionClosed(String topic, int partition);

    /** Idempotent; afterwards nothing of this task is registered. */
    @Override
    void close();

    /** Counts nothing. */
    static SinkMetrics none() {
        return NoMetrics.INSTANCE;
    }

    /**
     * Registers with the worker where it has plugin metrics (KIP-877, Kafka 4.1 and later), else as MBeans of our own. Never fails: a task
     * without metrics lands records all the same.
     *
     * @param pluginMetrics {@code () -> context.pluginMetrics()}: on an older worker the call throws {@link NoSuchMethodError} or
     *     {@link NoClassDefFoundError}, which is how the version is told. Not {@code context::pluginMetrics}: a method reference is resolved
     *     where it stands, and the error comes up there
     * @param connector name, for the MBeans; plugin metrics bring their own
     * @param task number, likewise
     */
    static SinkMetrics register(Supplier<?> pluginMetrics, String connector, String task) {
        return new RegisteredMetrics(Registries.of(pluginMetrics, connector, task), Clock.systemUTC());
    }
}
