package io.sluice.connector.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.IllegalWorkerStateException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** As Connect's WorkerSinkTaskContext of 4.3.1: offsets and timeouts wait for the next poll, pauses act at once. */
final class WorkerContext implements SinkTaskContext {
    private final Consumer consumer;
    private final ErrantRecordReporter reporter;
    final Map<TopicPartition, Long> offsets = new HashMap<>();
    final Set<TopicPartition> paused = new HashSet<>();
    long timeout = -1;
    boolean commitRequested;

    WorkerContext(Consumer consumer, ErrantRecordReporter reporter) {
        this.consumer = consumer;
        this.reporter = reporter;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> moved) {
        offsets.putAll(moved);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offsets.put(partition, offset);
    }

    @Override
    public void timeout(long timeoutMs) {
        timeout = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return consumer.assignment();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        try {
            paused.addAll(Arrays.asList(partitions));
            consumer.pause(Arrays.asList(partitions));
        } catch (IllegalStateException e) {
            throw new IllegalWorkerStateException(
                    "SinkTasks may not pause partitions that are not assigned to them.", e);
        }
    }

    @Override
    public void resume(TopicPartition... partitions) {
        try {
            Arrays.asList(partitions).forEach(paused::remove);
            consumer.resume(Arrays.asList(partitions));
        } catch (IllegalStateException e) {
            throw new IllegalWorkerStateException(
                    "SinkTasks may not resume partitions that are not assigned to them.", e);
        }
    }

    @Override
    public void requestCommit() {
        commitRequested = true;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return null;
    }
}
