package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.routing.TableName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches after the first of a table with partitions. */
abstract class AnyPartitionedTableTest {
    private static final TableName EVENTS = new TableName("events");
    static final Map<String, String> BY_SITE_AND_DAY = Map.of("table.partition.by", "site,day(at)");

    @TempDir
    Path lake;

    private final LogMaintenance maintenance = new LogMaintenance("test");

    @AfterEach
    void endMaintenance() {
        maintenance.close();
    }

    @Test
    void recordsWithoutThePartitionColumnsLandInTheNullPartition() throws Exception {
        land(BY_SITE_AND_DAY, 0, "{\"id\":1,\"site\":\"a\",\"at\":\"2001-01-01T10:00:00Z\"}");

        assertThat(land(BY_SITE_AND_DAY, 1, "{\"id\":2}"))
                .containsExactly("\"partitionValues\":{\"site\":null,\"at_day\":null}");
    }

    @Test
    void aDeclaredPartitionColumnNeedsNoRecordThatHasIt() throws Exception {
        assertThat(land(BY_SITE_AND_DAY, 0, "{\"id\":2}"))
                .containsExactly("\"partitionValues\":{\"site\":null,\"at_day\":null}");
    }

    @Test
    void aTableKeepsItsPartitionsWhenTheSettingsNoLongerNameThem() throws Exception {
        land(BY_SITE_AND_DAY, 0, "{\"id\":1,\"site\":\"a\",\"at\":\"2001-01-01T10:00:00Z\"}");

        assertThat(land(Map.of(), 1, "{\"id\":2,\"site\":\"b\",\"at\":\"2001-01-02T10:00:00Z\"}"))
                .containsExactly("\"partitionValues\":{\"site\":\"b\",\"at_day\":\"2001-01-02\"}");
    }

    @Test
    void theSettingsMaySpellAPartitionColumnInAnotherCase() throws Exception {
        land(BY_SITE_AND_DAY, 0, "{\"id\":1,\"site\":\"a\",\"at\":\"2001-01-01T10:00:00Z\"}");

        assertThat(land(
                        Map.of("table.partition.by", "SITE,day(AT)"),
                        1,
                        "{\"id\":2,\"site\":\"b\",\"at\":\"2001-01-02T10:00:00Z\"}"))
                .containsExactly("\"partitionValues\":{\"site\":\"b\",\"at_day\":\"2001-01-02\"}");
    }

    /** Partition columns are in no file, not even those of Kafka's coordinates. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "site",
                "_kafka_partition",
                "_kafka_topic,site",
                "_kafka_offset",
                "_kafka_topic,_kafka_partition,_kafka_offset"
            })
    void theFilesTellWhichOffsetsAreRows(String columns) throws Exception {
        Map<String, String> props = Map.of("table.partition.by", columns);
        land(props, 0, OptionalLong.empty(), 5, "{\"id\":1,\"site\":\"a\"}");
        land(props, 0, OptionalLong.of(6), 7, "{\"id\":2,\"site\":\"b\"}");
        land(props, 1, OptionalLong.empty(), 6, "{\"id\":3,\"site\":\"a\"}");
        land(props, 0, OptionalLong.of(8), 8, "{\"id\":4}");

        assertThat(landed("t", 0, 0, 100)).containsExactlyInAnyOrder(5L, 7L, 8L);
        assertThat(landed("t", 0, 6, 8)).containsExactly(7L);
        assertThat(landed("t", 1, 0, 100)).containsExactly(6L);
        assertThat(landed("t", 2, 0, 100)).isEmpty();
        assertThat(landed("u", 0, 0, 100)).isEmpty();
    }

    private Set<Long> landed(String topic, int partition, long from, long to) throws Exception {
        TableLog table =
                LakeStorage.open(settings(Map.of()).lake(), "Sluice/test").table(EVENTS);
        return table.landed(table.latest().orElseThrow(), new TopicPartition(topic, partition), from, to);
    }

    /** @return what the commit's files say of their partitions */
    final List<String> land(Map<String, String> props, long offset, String value) throws Exception {
        return land(props, 0, offset == 0 ? OptionalLong.empty() : OptionalLong.of(offset), offset, value);
    }

    private List<String> land(
            Map<String, String> props, int partition, OptionalLong expected, long offset, String value)
            throws Exception {
        SinkSettings settings = settings(props);
        LakeStorage storage = LakeStorage.open(settings.lake(), "Sluice/test");
        TableLog table = storage.table(EVENTS);
        ColumnBuffer rows = ColumnBuffer.create(
                table.latest().map(TableSnapshot::schema).orElseGet(StructType::new), settings.value());
        rows.append(new SinkRecord("t", partition, null, null, null, value, offset));
        AppId appId = new AppId("test", "kafka", new TopicPartition("t", partition));
        TableBatch batch = new TableBatch(
                EVENTS,
                rows,
                Map.of(appId, new OffsetRange(offset, offset + 1, 1, Map.of(), 0, 0)),
                Map.of(appId, expected),
                Optional.empty());

        LandOutcome outcome = Landings.of(storage, settings, batch, maintenance).run();

        assertThat(outcome).isInstanceOf(LandOutcome.Landed.class);
        long version = ((LandOutcome.Landed) outcome).version();
        return Logs.files(lake.resolve("events"), format(), version).stream()
                .map(line -> line.replaceAll(".*(\"partitionValues\":\\{[^}]*}).*", "$1"))
                .toList();
    }

    private SinkSettings settings(Map<String, String> props) {
        Map<String, String> all = new HashMap<>(props);
        all.put("name", "test");
        all.put("lake.path", lake.toUri().toString());
        all.put("lake.format", format().name().toLowerCase(Locale.ROOT));
        all.put("value.format", "json");
        all.put("value.schema", "site STRING, at TIMESTAMP");
        return SinkConfig.parse(all);
    }

    abstract Format format();
}
