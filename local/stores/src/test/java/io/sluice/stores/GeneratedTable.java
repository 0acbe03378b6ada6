package io.sluice.stores;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LandOutcome;
import io.sluice.connector.lake.Landing;
import io.sluice.connector.lake.LandingRules;
import io.sluice.connector.lake.LogMaintenance;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.parquet.ConnectValues;
import io.sluice.connector.parquet.ParquetEncoder;
import io.sluice.connector.partition.RowInts;
import io.sluice.connector.routing.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** A table of a random Connect schema in two versions, landed in one commit as a task lands it. */
final class GeneratedTable {
    private static final int ROWS = 6;

    /** A row as {@link ConnectValues} says that a reader has to see it, and whether some of it is in {@code _rescued}. */
    record Sent(Map<String, Object> fields, boolean rescued) {}

    private GeneratedTable() {}

    /**
     * @param lake root URI
     * @return the rows in the order of their offsets
     */
    static List<Sent> land(String lake, String name, Random random) throws Exception {
        SinkSettings settings = SinkConfig.parse(Map.of("name", "generated", "lake.path", lake));
        ConnectValues values = new ConnectValues(random);
        Schema newest = values.row();
        List<Schema> versions = List.of(newest, values.version(newest));
        ColumnBuffer rows = ColumnBuffer.create(new StructType(), settings.value());
        List<Sent> sent = new ArrayList<>();
        for (int offset = 0; offset < ROWS; offset++) {
            Schema schema = versions.get(offset % versions.size());
            Struct value = (Struct) values.value(schema);
            rows.append(new SinkRecord(name, 0, null, null, schema, value, offset));
            sent.add(new Sent(values.seenRow(value), values.unfit()));
        }
        commit(settings, new TableName(name), rows);
        return sent;
    }

    private static void commit(SinkSettings settings, TableName table, ColumnBuffer rows) throws Exception {
        AppId appId = new AppId("generated", "kafka", new TopicPartition(table.value(), 0));
        TableBatch batch = new TableBatch(
                table,
                rows,
                Map.of(appId, new OffsetRange(0, ROWS, ROWS, Map.of(), 0, 0)),
                Map.of(appId, OptionalLong.empty()),
                Optional.empty());
        LakeStorage storage = LakeStorage.open(settings.lake(), "Sluice/test");
        ParquetEncoder encoder = new ParquetEncoder(storage.configuration(), settings.file());
        try (LogMaintenance maintenance = new LogMaintenance("generated")) {
            LandOutcome outcome = new Landing(
                            storage.table(table),
                            batch,
                            LandingRules.of(settings, table),
                            encoder,
                            maintenance,
                            new RowInts())
                    .run();
            if (!(outcome instanceof LandOutcome.Landed)) {
                throw new IllegalStateException(table + ": " + outcome);
            }
        }
    }
}
