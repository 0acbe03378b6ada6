package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.parquet.ParquetEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code commit.interval.ms} counts from the first record of each batch, on a clock that the test turns. */
final class BatchAgeTest {
    @TempDir
    private Path lake;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void eachBatchIsAsOldAsItsFirstRecord() throws Exception {
        Map<String, String> props = Map.of(
                "name", "rig",
                "lake.path", lake.toUri().toString(),
                "value.format", "json",
                "commit.interval.ms", "60000");
        SinkSettings settings = SinkConfig.parse(props);
        LakeStorage storage = LakeStorage.open(settings.lake(), PluginVersion.engineInfo());
        SinkTaskRig rig = new SinkTaskRig(
                SimulatedTask.of(
                        storage,
                        new ParquetEncoder(new Configuration(), settings.file()),
                        nanos::get,
                        new Inline(),
                        SinkMetrics.none()),
                props,
                1,
                null);
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, 1));
        rig.pollWith(() -> rig.produce(0, 2));
        assertThat(landedAfter(rig, 59)).isZero();
        assertThat(landedAfter(rig, 1)).isEqualTo(3);

        turn(10);
        rig.pollWith(() -> rig.produce(0, 3));
        assertThat(landedAfter(rig, 30)).isEqualTo(3);
        rig.pollWith(() -> rig.produce(0, 4));
        assertThat(landedAfter(rig, 29)).isEqualTo(3);
        assertThat(landedAfter(rig, 1)).isEqualTo(5);
        rig.stop();
    }

    private int landedAfter(SinkTaskRig rig, long seconds) throws Exception {
        turn(seconds);
        // Flushes, then takes the outcome.
        rig.poll();
        rig.poll();
        Path table = lake.resolve("t");
        return table.toFile().exists() ? LakeRows.rows(table).size() : 0;
    }

    private void turn(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    /** Flushes are done when they are submitted. */
    private static final class Inline implements SimulatedTask.Threads {
        @Override
        public <T> Future<T> submit(Callable<T> work) {
            FutureTask<T> task = new FutureTask<>(work);
            task.run();
            return task;
        }

        @Override
        public boolean closedWithin(Duration wait) {
            return true;
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    }
}
