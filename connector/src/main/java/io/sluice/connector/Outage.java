package io.sluice.connector;

import io.sluice.connector.lake.LakeUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * An outage that the task thread met while it asked the lake for offsets. It does not wait there: it holds Kafka back and asks again a
 * little later, so that the task stays in its group. Pure; times in ms.
 */
final class Outage {
    private static final long PAUSE_MS = 1_000;

    private final Duration retryTimeout;
    private Optional<TopicPartition> waiting = Optional.empty();
    private long since;
    private long until;

    Outage(Duration retryTimeout) {
        this.retryTimeout = retryTimeout;
    }

    /**
     * @param partition that waits; the outage is over when its offset could be read
     * @throws ConnectException it has lasted longer than {@code retry.timeout.ms}
     */
    void met(TopicPartition partition, LakeUnavailableException cause, long nowMillis) {
        if (waiting.isEmpty()) {
            waiting = Optional.of(partition);
            since = nowMillis;
        }
        until = nowMillis + PAUSE_MS;
        long lasted = nowMillis - since;
        if (lasted > retryTimeout.toMillis()) {
            throw new ConnectException(
                    "The lake was away for " + lasted + " ms, longer than retry.timeout.ms=" + retryTimeout.toMillis()
                            + ": " + cause.getMessage() + ". Nothing is lost; mend the store and restart the task.",
                    cause);
        }
    }

    /** The offsets of this partition could be read. */
    void answered(TopicPartition partition) {
        if (waiting.isPresent() && waiting.get().equals(partition)) {
            waiting = Optional.empty();
        }
    }

    void closed(Collection<TopicPartition> partitions) {
        waiting = waiting.filter(partition -> !partitions.contains(partition));
    }

    /** Whether to leave the lake alone for now. */
    boolean pauses(long nowMillis) {
        return waiting.isPresent() && nowMillis < until;
    }

    boolean lasts() {
        return waiting.isPresent();
    }
}
