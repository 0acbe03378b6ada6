package io.sluice.connector;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.Lake;
import io.sluice.connector.lake.Landing;
import io.sluice.connector.lake.LandingRules;
import io.sluice.connector.lake.LedgerLanding;
import io.sluice.connector.lake.LogMaintenance;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.parquet.DataFileEncoder;
import io.sluice.connector.partition.RowInts;
import io.sluice.connector.routing.TableRouter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Makes the real task on what a simulation gives it: its lake, its clock and its threads. */
public final class SimulatedTask {
    /** Threads of a simulation. */
    public interface Threads {
        <T> Future<T> submit(Callable<T> work);

        boolean closedWithin(Duration wait);

        void close();
    }

    private SimulatedTask() {}

    public static SinkTask of(
            Lake lake, DataFileEncoder encoder, LongSupplier nanoTime, Threads threads, SinkMetrics metrics) {
        TaskClock clock = new TaskClock(nanoTime);
        return new LakeSinkTask((settings, context, id, transforms) ->
                parts(settings, context, transforms, lake, encoder, clock, threads, metrics));
    }

    private static TaskParts parts(
            SinkSettings settings,
            SinkTaskContext context,
            boolean transforms,
            Lake lake,
            DataFileEncoder encoder,
            TaskClock clock,
            Threads threads,
            SinkMetrics metrics) {
        LogMaintenance maintenance = new LogMaintenance("simulated");
        FlushWorker flusher = new FlushWorker(
                background(threads),
                clock,
                batch -> new Landing(
                        lake.table(batch.name()),
                        batch,
                        LandingRules.of(settings, batch.name()),
                        encoder,
                        maintenance,
                        new RowInts()),
                batch -> new LedgerLanding(lake.ledger(settings.source().namespace()), batch, maintenance),
                settings.lake().retryTimeout(),
                Redaction.of(settings));
        return new TaskParts(
                settings,
                context,
                clock,
                lake,
                new OpenTables(settings, lake, TableRouter.of(settings.routing()), transforms),
                new ErrantRecords(Optional.ofNullable(context.errantRecordReporter()), settings),
                flusher,
                maintenance,
                metrics);
    }

    private static Background background(Threads threads) {
        return new Background() {
            @Override
            public <T> Future<T> submit(Callable<T> work) {
                return threads.submit(work);
            }

            @Override
            public boolean closedWithin(Duration wait) {
                return threads.closedWithin(wait);
            }

            @Override
            public void close() {
                threads.close();
            }
        };
    }
}
