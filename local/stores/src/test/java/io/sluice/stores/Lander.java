package io.sluice.stores;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.LandOutcome;
import io.sluice.connector.lake.Landing;
import io.sluice.connector.lake.LandingRules;
import io.sluice.connector.lake.LogMaintenance;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.parquet.ParquetEncoder;
import io.sluice.connector.partition.RowInts;
import io.sluice.connector.routing.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Lands one partition as a task does, by the connector's own storage, landing and encoder: after an outage the same landing again, after a
 * fence from the offset that the lake has. The record at an offset holds that offset.
 */
final class Lander implements AutoCloseable {
    static final TableName TABLE = new TableName("events");
    private static final int ROWS = 3;
    private static final int OUTAGES = 200;

    private final SinkSettings settings;
    private final AppId appId;
    private final LakeStorage storage;
    private final TableLog table;
    private final LogMaintenance maintenance;
    private final List<Long> acknowledged = new ArrayList<>();
    private int fenced;
    private int outages;

    Lander(String lake, Map<String, String> hadoop, int partition) throws LakeUnavailableException {
        this(lake, Format.DELTA, hadoop, partition);
    }

    Lander(String lake, Format format, Map<String, String> hadoop, int partition) throws LakeUnavailableException {
        Map<String, String> props = new HashMap<>();
        hadoop.forEach((key, value) -> props.put("hadoop." + key, value));
        props.put("name", "stores");
        props.put("lake.path", lake);
        props.put("lake.format", format.name().toLowerCase(Locale.ROOT));
        props.put("value.format", "json");
        settings = SinkConfig.parse(props);
        appId = new AppId("stores", "kafka", new TopicPartition("t", partition));
        storage = LakeStorage.open(settings.lake(), "Sluice/test");
        table = storage.table(TABLE);
        maintenance = new LogMaintenance("stores-" + partition);
    }

    void prove() throws LakeUnavailableException {
        storage.prove();
    }

    /** Until the lake has that many batches of the partition, whoever landed them. */
    void landUntil(int batches) throws Exception {
        Optional<TableSnapshot> now = latest();
        while (next(now).orElse(0) < (long) batches * ROWS) {
            LandOutcome outcome = land(batch(now));
            if (outcome instanceof LandOutcome.Landed landed) {
                acknowledged.add(landed.version());
            } else {
                fenced++;
            }
            now = latest();
        }
    }

    /** The versions that it was told are its own. */
    List<Long> acknowledged() {
        return acknowledged;
    }

    int fenced() {
        return fenced;
    }

    int outages() {
        return outages;
    }

    @Override
    public void close() {
        maintenance.close();
    }

    private LandOutcome land(TableBatch batch) throws LakeUnavailableException {
        ParquetEncoder encoder = new ParquetEncoder(storage.configuration(), settings.file());
        Landing landing =
                new Landing(table, batch, LandingRules.of(settings, batch.name()), encoder, maintenance, new RowInts());
        return persist(landing::run);
    }

    private Optional<TableSnapshot> latest() throws LakeUnavailableException {
        return persist(table::latest);
    }

    private interface Attempt<T> {
        T run() throws LakeUnavailableException;
    }

    private <T> T persist(Attempt<T> attempt) throws LakeUnavailableException {
        while (true) {
            try {
                return attempt.run();
            } catch (LakeUnavailableException e) {
                if (++outages > OUTAGES) {
                    throw e;
                }
            }
        }
    }

    private OptionalLong next(Optional<TableSnapshot> snapshot) {
        return snapshot.map(found -> found.offsets().next(appId)).orElse(OptionalLong.empty());
    }

    private TableBatch batch(Optional<TableSnapshot> snapshot) throws Exception {
        OptionalLong expected = next(snapshot);
        long start = expected.orElse(0);
        ColumnBuffer rows =
                ColumnBuffer.create(snapshot.map(TableSnapshot::schema).orElseGet(StructType::new), settings.value());
        for (long offset = start; offset < start + ROWS; offset++) {
            rows.append(new SinkRecord(
                    "t", appId.partition().partition(), null, null, null, "{\"id\":" + offset + "}", offset));
        }
        return new TableBatch(
                TABLE,
                rows,
                Map.of(appId, new OffsetRange(start, start + ROWS, ROWS, Map.of(), 0, 0)),
                Map.of(appId, expected),
                snapshot.map(TableSnapshot::id));
    }

    static int rows(int batches) {
        return batches * ROWS;
    }
}
