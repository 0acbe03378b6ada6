package io.sluice.benchmark.growth.landing;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a worker is to a task, for a task with one partition that nobody takes from it. */
final class DriverContext implements SinkTaskContext {
    private final Map<String, String> configs;
    private final TopicPartition partition;
    private boolean paused;

    DriverContext(Map<String, String> configs, TopicPartition partition) {
        this.configs = configs;
        this.partition = partition;
    }

    /** Whether the task wants no records now, because its buffer is full. */
    boolean paused() {
        return paused;
    }

    @Override
    public Map<String, String> configs() {
        return configs;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new IllegalStateException("The task wants to be rewound to " + offsets
                + ", but its table is fresh and its partition is its own.");
    }

    @Override
    public void offset(TopicPartition rewound, long offset) {
        offset(Map.of(rewound, offset));
    }

    /** The driver calls again as soon as there is something to say. */
    @Override
    public void timeout(long timeoutMs) {}

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of(partition);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused = true;
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused = false;
    }

    /** The driver asks all the time. */
    @Override
    public void requestCommit() {}

    /** None, so that the task registers MBeans of its own, as on workers before Kafka 4.1: the driver reads them. */
    @Override
    public PluginMetrics pluginMetrics() {
        return null;
    }
}
