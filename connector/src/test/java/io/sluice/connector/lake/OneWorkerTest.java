package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.StructType;
import io.sluice.connector.LakeRows;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.routing.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks of one process: they know of each other's commits, and do not take versions from each other. */
final class OneWorkerTest {
    private static final TableName EVENTS = new TableName("events");
    private static final int TASKS = 8;
    private static final int COMMITS = 15;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path lake;

    private final LogMaintenance maintenance = new LogMaintenance("test");
    private final ExecutorService threads = Executors.newFixedThreadPool(TASKS);

    @AfterEach
    void end() {
        threads.shutdownNow();
        maintenance.close();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void landInOneTableWithoutAConflict(Format format) throws Exception {
        SinkSettings settings = settings(format);
        LandOutcome first = landing(shared(settings), settings, TASKS, 0, OptionalLong.empty())
                .run();
        assertThat(first).isInstanceOf(LandOutcome.Landed.class);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            int partition = task;
            tasks.add(() -> landAll(settings, partition));
        }

        for (Future<Integer> conflicts : threads.invokeAll(tasks)) {
            assertThat(conflicts.get()).isZero();
        }
        TableSnapshot table = LakeStorage.open(settings.lake(), "another")
                .table(EVENTS)
                .latest()
                .orElseThrow();
        for (int task = 0; task < TASKS; task++) {
            assertThat(table.offsets().next(appId(task))).hasValue(COMMITS);
        }
        assertThat(LakeRows.coordinates(lake.resolve("events"))).hasSize(TASKS * COMMITS + 1);
    }

    private int landAll(SinkSettings settings, int partition) throws Exception {
        int conflicts = 0;
        LakeStorage held = shared(settings);
        for (int offset = 0; offset < COMMITS; offset++) {
            OptionalLong expected = offset == 0 ? OptionalLong.empty() : OptionalLong.of(offset);
            LandOutcome outcome =
                    landing(held, settings, partition, offset, expected).run();
            conflicts += ((LandOutcome.Landed) outcome).conflicts();
        }
        return conflicts;
    }

    private static LakeStorage shared(SinkSettings settings) throws Exception {
        return LakeStorage.shared(settings.lake(), "Sluice/test");
    }

    private Landing landing(
            LakeStorage storage, SinkSettings settings, int partition, long offset, OptionalLong expected)
            throws Exception {
        ColumnBuffer rows = ColumnBuffer.create(new StructType(), settings.value());
        rows.append(new SinkRecord("t", partition, null, null, null, "{\"id\":" + offset + "}", offset));
        TableBatch batch = new TableBatch(
                EVENTS,
                rows,
                Map.of(appId(partition), new OffsetRange(offset, offset + 1, 1, Map.of(), 0, 0)),
                Map.of(appId(partition), expected),
                Optional.empty());
        return Landings.of(storage, settings, batch, maintenance);
    }

    private static AppId appId(int partition) {
        return new AppId("test", "kafka", new TopicPartition("t", partition));
    }

    private SinkSettings settings(Format format) {
        return SinkConfig.parse(Map.of(
                "name",
                "test",
                "lake.path",
                lake.toUri().toString(),
                "lake.format",
                format.name().toLowerCase(Locale.ROOT),
                "value.format",
                "json"));
    }

    @Test
    void shareALakeIfTheirSettingsAreTheSame() throws Exception {
        LakeStorage shared = LakeStorage.shared(lake(Map.of("k", "1")), "Sluice/test");

        assertThat(LakeStorage.shared(lake(Map.of("k", "1")), "Sluice/test")).isSameAs(shared);
        assertThat(LakeStorage.shared(lake(Map.of("k", "2")), "Sluice/test")).isNotSameAs(shared);
        assertThat(LakeStorage.shared(lake(Map.of("k", "1")), "Sluice/other")).isNotSameAs(shared);
    }

    private LakeSettings lake(Map<String, String> hadoop) {
        return new LakeSettings(lake.toString(), Format.DELTA, hadoop, Duration.ofSeconds(1));
    }

    @Test
    void aTurnBeginsWhenTheOneBeforeHasEnded() throws Exception {
        CommitTurns turns = new CommitTurns(LONG);
        TableLog.Turn first = turns.take();
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> second = threads.submit(() -> {
            TableLog.Turn turn = turns.take();
            begun.countDown();
            turn.end();
        });
        assertThat(begun.await(200, TimeUnit.MILLISECONDS)).isFalse();

        first.end();

        second.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** A thread whose store does not answer holds up nobody for good. */
    @Test
    void aTurnThatDoesNotEndIsPassedBy() throws Exception {
        CommitTurns turns = new CommitTurns(Duration.ofMillis(50));
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Future<?> holder = threads.submit(() -> {
            TableLog.Turn turn = turns.take();
            taken.countDown();
            stuck.await();
            turn.end();
            return null;
        });
        taken.await();

        Future<TableLog.Turn> passing = threads.submit(turns::take);

        assertThat(passing.get(LONG.toSeconds(), TimeUnit.SECONDS)).isSameAs(TableLog.Turn.NONE);
        stuck.countDown();
        holder.get(LONG.toSeconds(), TimeUnit.SECONDS);
        TableLog.Turn next = turns.take();
        assertThat(next).isNotSameAs(TableLog.Turn.NONE);
        next.end();
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws Exception {
        CommitTurns turns = new CommitTurns(LONG);
        TableLog.Turn first = turns.take();
        Future<Boolean> second = threads.submit(() -> {
            Thread.currentThread().interrupt();
            turns.take().end();
            return Thread.interrupted();
        });

        assertThat(second.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        first.end();
    }
}
