package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.routing.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that was filled while another task made the table, with columns of other types. */
final class RacedTypesTest {
    private static final TableName EVENTS = new TableName("events");
    private static final StructType COORDINATES = new StructType()
            .add("_kafka_topic", StringType.STRING)
            .add("_kafka_partition", IntegerType.INTEGER)
            .add("_kafka_offset", LongType.LONG);

    @TempDir
    private Path lake;

    private final LogMaintenance maintenance = new LogMaintenance("test");

    @AfterEach
    void endMaintenance() {
        maintenance.close();
    }

    @Test
    void valuesAreCastToTheTablesTypesWhereTheyAreExactAndRescuedElsewhere() throws Exception {
        StructType table = COORDINATES.add("s", StringType.STRING).add("x", DoubleType.DOUBLE);

        String commit = land(table, Map.of(), "{\"s\":7,\"x\":4}", "{\"s\":8,\"x\":9007199254740993}");

        assertThat(commit)
                .contains("\\\"s\\\":\\\"7\\\"", "\\\"s\\\":\\\"8\\\"", "\\\"x\\\":4.0")
                .contains("\"numRescuedRows\":\"1\"");
    }

    @Test
    void aColumnIsWidenedWhereTheTableHasTheFeatureForIt() throws Exception {
        StructType table = COORDINATES.add("s", IntegerType.INTEGER);

        land(table, Map.of("delta.enableTypeWidening", "true"), "{\"s\":3000000000}");

        assertThat(latest().schema().get("s").getDataType()).isEqualTo(LongType.LONG);
    }

    @Test
    void aColumnKeepsItsTypeWhereTheTableDoesNotLetItChange() throws Exception {
        StructType table = COORDINATES.add("s", IntegerType.INTEGER);

        String commit = land(table, Map.of(), "{\"s\":3000000000}");

        assertThat(latest().schema().get("s").getDataType()).isEqualTo(IntegerType.INTEGER);
        assertThat(commit).contains("\"numRescuedRows\":\"1\"");
    }

    private String land(StructType schema, Map<String, String> properties, String... values) throws Exception {
        LakeStorage storage = LakeStorage.open(settings().lake(), "Sluice/test");
        ColumnBuffer rows = ColumnBuffer.create(new StructType(), settings().value());
        long offset = 0;
        for (String value : values) {
            rows.append(new SinkRecord("t", 0, null, null, null, value, offset++));
        }
        TableLog table = storage.table(EVENTS);
        table.create(schema, TableLayout.NONE, properties);
        AppId appId = new AppId("test", "kafka", new TopicPartition("t", 0));
        TableBatch batch = new TableBatch(
                EVENTS,
                rows,
                Map.of(appId, new OffsetRange(0, offset, offset, Map.of(), 0, 0)),
                Map.of(appId, OptionalLong.empty()),
                Optional.empty());

        LandOutcome outcome =
                Landings.of(storage, settings(), batch, maintenance).run();

        assertThat(outcome).isInstanceOf(LandOutcome.Landed.class);
        long version = ((LandOutcome.Landed) outcome).version();
        return Files.readString(lake.resolve(String.format("events/_delta_log/%020d.json", version)));
    }

    private TableSnapshot latest() throws Exception {
        return LakeStorage.open(settings().lake(), "Sluice/test")
                .table(EVENTS)
                .latest()
                .orElseThrow();
    }

    private SinkSettings settings() {
        return SinkConfig.parse(Map.of(
                "name", "test",
                "lake.path", lake.toUri().toString(),
                "value.format", "json",
                "metadata.columns", "topic,partition,offset"));
    }
}
