package org.apache.kafka.connect.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Plugin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.runtime.errors.ErrorHandlingMetrics;
import org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator;
import org.apache.kafka.connect.runtime.errors.ToleranceType;
import org.apache.kafka.connect.runtime.isolation.LoaderSwap;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.storage.MemoryStatusBackingStore;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.apache.kafka.connect.util.ConnectorTaskId;

/**
 * Connect's real WorkerSinkTask around a sink task, on Kafka's mock consumer: the framework's true order of position, open, rewind, put,
 * preCommit and close, in milliseconds. Stands in the framework's package because its constructor and steps are not public.
 */
public final class SinkTaskRig {
    private static final String TOPIC = "t";

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final WorkerSinkTask task;

    /** @param renamedTo what an SMT makes of the topic's name, null for no SMT */
    public SinkTaskRig(SinkTask sink, Map<String, String> props, int partitions, String renamedTo) {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            beginnings.put(partition(partition), 0L);
        }
        consumer.updateBeginningOffsets(beginnings);
        task = workerTask(sink, renamedTo);
        Map<String, String> config = new HashMap<>(props);
        config.put("task.class", sink.getClass().getName());
        config.put("topics", TOPIC);
        task.initialize(new TaskConfig(config));
        task.initializeAndStart();
    }

    private WorkerSinkTask workerTask(SinkTask sink, String renamedTo) {
        Map<String, String> worker = Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "key.converter", ByteArrayConverter.class.getName(),
                "value.converter", ByteArrayConverter.class.getName(),
                "offset.storage.file.filename", "target/unused",
                "offset.flush.interval.ms", "999999999");
        WorkerConfig config = new StandaloneConfig(worker);
        ConnectorTaskId id = new ConnectorTaskId("rig", 0);
        ConnectMetrics metrics = new ConnectMetrics("worker", config, Time.SYSTEM, "cluster");
        ErrorHandlingMetrics errorMetrics = new ErrorHandlingMetrics(id, metrics);
        RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> operator =
                new RetryWithToleranceOperator<>(0, 0, ToleranceType.NONE, Time.SYSTEM, errorMetrics);
        Function<ClassLoader, LoaderSwap> swap =
                loader -> new LoaderSwap(Thread.currentThread().getContextClassLoader());
        ByteArrayConverter converter = new ByteArrayConverter();
        converter.configure(Map.of(), false);
        return new WorkerSinkTask(
                id,
                sink,
                new SilentListener(),
                TargetState.STARTED,
                config,
                null,
                metrics,
                Plugin.wrapInstance(converter, null, "key"),
                Plugin.wrapInstance(converter, null, "value"),
                errorMetrics,
                Plugin.wrapInstance(new SimpleHeaderConverter(), null, "header"),
                new TransformationChain<>(transforms(renamedTo, swap), operator),
                consumer,
                SinkTaskRig.class.getClassLoader(),
                Time.SYSTEM,
                operator,
                null,
                new MemoryStatusBackingStore(),
                List::of,
                null,
                swap);
    }

    private static List<TransformationStage<SinkRecord>> transforms(
            String renamedTo, Function<ClassLoader, LoaderSwap> swap) {
        List<TransformationStage<SinkRecord>> stages = new ArrayList<>();
        if (renamedTo != null) {
            RegexRouter<SinkRecord> router = new RegexRouter<>();
            router.configure(Map.of("regex", TOPIC, "replacement", renamedTo));
            stages.add(new TransformationStage<>(Plugin.wrapInstance(router, null, "rename"), "rename", "1", swap));
        }
        return stages;
    }

    public static TopicPartition partition(int partition) {
        return new TopicPartition(TOPIC, partition);
    }

    /** Rebalances to these partitions within the next poll, before the records that are produced then are fetched. */
    public void pollWithAssignment(Collection<Integer> partitions, Runnable produce) {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(partitions.stream().map(SinkTaskRig::partition).toList());
            produce.run();
        });
        task.poll(0);
    }

    /** To be called within a poll, on a partition that is assigned. */
    public void produce(int partition, long... offsets) {
        for (long offset : offsets) {
            produce(partition, offset, "{\"id\":" + offset + "}");
        }
    }

    /** @param value null for a tombstone */
    public void produce(int partition, long offset, String value) {
        produceBytes(partition, offset, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param bytes null for a tombstone */
    public void produceBytes(int partition, long offset, byte[] bytes) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, offset, null, bytes));
    }

    /** Where a partition's log begins; before the assignment also where the group stands. */
    public void begins(int partition, long offset) {
        consumer.updateBeginningOffsets(Map.of(partition(partition), offset));
    }

    public void pollWith(Runnable produce) {
        consumer.schedulePollTask(produce);
        task.poll(0);
    }

    public void poll() {
        task.poll(0);
    }

    public long position(int partition) {
        return consumer.position(partition(partition));
    }

    /** Whether the task holds Kafka back. */
    public boolean paused(int partition) {
        return consumer.paused().contains(partition(partition));
    }

    /** What the group has committed for a partition, -1 for nothing. */
    public long committed(int partition) {
        var offset = consumer.committed(java.util.Set.of(partition(partition))).get(partition(partition));
        return offset == null ? -1 : offset.offset();
    }

    /** The framework's periodic commit. */
    public void commitOffsets() {
        invoke("commitOffsets", new Class<?>[] {long.class}, System.currentTimeMillis());
    }

    /** The framework's last steps: preCommit and close for what it believes to be assigned, then stop. */
    public void stop() {
        invoke("closeAllPartitions", new Class<?>[0]);
        task.close();
    }

    private void invoke(String method, Class<?>[] types, Object... arguments) {
        try {
            var step = WorkerSinkTask.class.getDeclaredMethod(method, types);
            step.setAccessible(true);
            step.invoke(task, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method + Arrays.toString(types) + " is not what Connect 4.3 has", e);
        }
    }

    private static final class SilentListener implements TaskStatus.Listener {
        @Override
        public void onStartup(ConnectorTaskId id) {}

        @Override
        public void onPause(ConnectorTaskId id) {}

        @Override
        public void onResume(ConnectorTaskId id) {}

        @Override
        public void onFailure(ConnectorTaskId id, Throwable cause) {}

        @Override
        public void onShutdown(ConnectorTaskId id) {}

        @Override
        public void onDeletion(ConnectorTaskId id) {}

        @Override
        public void onRestart(ConnectorTaskId id) {}
    }
}
