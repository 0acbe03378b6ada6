package io.sluice.connector;

import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connect's callbacks, handed to the {@link StartedTask} and nothing else.
 *
 * <p>After a failure the task is dead: Connect still calls {@code preCommit} and {@code close}, and neither may land or tell Kafka
 * anything any more (KAFKA-10188). {@code preCommit} and {@code close} never throw: Connect would seek to its own offsets and keep a stale
 * batch (KAFKA-13185); what fails there is thrown by the next {@code put}.
 */
public final class LakeSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(LakeSinkTask.class);

    private final TaskParts.Assembly assembly;
    private Optional<TaskParts> parts = Optional.empty();
    private Optional<StartedTask> started = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    /** As Connect makes it. */
    public LakeSinkTask() {
        this(TaskParts::assemble);
    }

    LakeSinkTask(TaskParts.Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public String version() {
        return PluginVersion.get();
    }

    @Override
    public void start(Map<String, String> props) {
        Map<String, String> own = new HashMap<>(props);
        TaskId id = TaskId.takeFrom(own);
        SinkSettings settings = SinkConfig.parse(own);
        TaskParts assembled =
                Failures.redacting(settings, () -> assembly.assemble(settings, context, id, hasTransforms(own)));
        parts = Optional.of(assembled);
        started = Optional.of(new StartedTask(assembled));
        LOG.info(
                "Landing in {} as namespace {}",
                assembled.lake().root(),
                settings.source().namespace());
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        run(task -> task.open(partitions));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        run(task -> task.put(records));
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> delivered) {
        if (failure.isPresent() || started.isEmpty()) {
            return Map.of();
        }
        try {
            return started.get().preCommit(delivered);
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            return Map.of();
        }
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (failure.isPresent() || started.isEmpty()) {
            return;
        }
        try {
            started.get().close(partitions);
        } catch (RuntimeException e) {
            LOG.error("Closing {} failed", partitions, e);
            failure = Optional.of(e);
        }
    }

    @Override
    public void stop() {
        started = Optional.empty();
        parts.ifPresent(TaskParts::close);
        parts = Optional.empty();
    }

    private static boolean hasTransforms(Map<String, String> props) {
        return !props.getOrDefault("transforms", "").isBlank();
    }

    private interface Step {
        void run(StartedTask task);
    }

    private void run(Step step) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            Failures.redacting(parts.orElseThrow().settings(), () -> {
                step.run(started.orElseThrow());
                return null;
            });
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            throw e;
        }
    }
}
