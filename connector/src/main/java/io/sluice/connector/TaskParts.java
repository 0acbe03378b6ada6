package io.sluice.connector;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.Lake;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.Landing;
import io.sluice.connector.lake.LandingRules;
import io.sluice.connector.lake.LedgerLanding;
import io.sluice.connector.lake.LogMaintenance;
import io.sluice.connector.lake.TaskLake;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.parquet.ParquetEncoder;
import io.sluice.connector.partition.RowInts;
import io.sluice.connector.routing.TableRouter;
import io.sluice.connector.source.KafkaSource;
import io.sluice.connector.source.Source;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a task is made of: the only place that makes its collaborators. */
record TaskParts(
        SinkSettings settings,
        SinkTaskContext context,
        TaskClock clock,
        Lake lake,
        OpenTables tables,
        ErrantRecords errants,
        FlushWorker flusher,
        LogMaintenance maintenance,
        SinkMetrics metrics,
        Source source)
        implements AutoCloseable {

    /** Of a task that asks Kafka nothing. */
    TaskParts(
            SinkSettings settings,
            SinkTaskContext context,
            TaskClock clock,
            Lake lake,
            OpenTables tables,
            ErrantRecords errants,
            FlushWorker flusher,
            LogMaintenance maintenance,
            SinkMetrics metrics) {
        this(settings, context, clock, lake, tables, errants, flusher, maintenance, metrics, Source.none());
    }

    /** How a task's parts are made. */
    interface Assembly {
        /**
         * @param transforms whether SMTs may change a record's topic
         * @throws ConnectException the lake cannot be reached, or must not be written
         */
        TaskParts assemble(SinkSettings settings, SinkTaskContext context, TaskId id, boolean transforms);
    }

    /** On a real lake, with threads. */
    static TaskParts assemble(SinkSettings settings, SinkTaskContext context, TaskId id, boolean transforms) {
        Coordinates.requireKnown();
        Redaction redaction = Redaction.of(settings);
        LakeStorage storage = storage(settings);
        ParquetEncoder encoder = new ParquetEncoder(storage.configuration(), settings.file());
        LogMaintenance maintenance = new LogMaintenance(id.toString());
        RowInts numbers = new RowInts();
        FlushWorker flusher = new FlushWorker(
                new BackgroundThread("sluice-flush-" + id),
                TaskClock.SYSTEM,
                batch -> new Landing(
                        storage.table(batch.name()),
                        batch,
                        LandingRules.of(settings, batch.name()),
                        encoder,
                        maintenance,
                        numbers),
                batch -> new LedgerLanding(storage.ledger(settings.source().namespace()), batch, maintenance),
                settings.lake().retryTimeout(),
                redaction);
        return new TaskParts(
                settings,
                context,
                TaskClock.SYSTEM,
                new TaskLake(storage),
                new OpenTables(settings, storage, TableRouter.of(settings.routing()), transforms),
                new ErrantRecords(reporter(context), settings),
                flusher,
                maintenance,
                SinkMetrics.register(() -> context.pluginMetrics(), id.connector(), Integer.toString(id.task())),
                KafkaSource.of(
                        settings.source().admin(),
                        "sluice-" + id,
                        transforms ? Optional.of(id.group()) : Optional.empty()));
    }

    private static LakeStorage storage(SinkSettings settings) {
        try {
            return LakeStorage.shared(settings.lake(), PluginVersion.engineInfo());
        } catch (LakeUnavailableException e) {
            throw new ConnectException(
                    e.getMessage() + ". Check lake.path and hadoop.*, and restart the task when the store answers.", e);
        }
    }

    private static Optional<ErrantRecordReporter> reporter(SinkTaskContext context) {
        return Optional.ofNullable(context.errantRecordReporter());
    }

    @Override
    public void close() {
        flusher.close();
        maintenance.close();
        metrics.close();
        source.close();
        lake.release();
    }
}
