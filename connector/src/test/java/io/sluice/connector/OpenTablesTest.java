package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableRouter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenTablesTest {
    @TempDir
    private Path lake;

    private OpenTables tables;

    @BeforeEach
    void open() throws Exception {
        SinkSettings settings =
                SinkConfig.parse(Map.of("name", "c", "lake.path", lake.toUri().toString(), "value.format", "json"));
        tables = new OpenTables(
                settings,
                LakeStorage.open(settings.lake(), PluginVersion.engineInfo()),
                TableRouter.of(settings.routing()),
                true);
        fill("small", 10, 5);
        fill("large", 5_000, 7);
        fill("middle", 100, 9);
    }

    @Test
    void whatFillsIsTheSumOfTheTablesAndAsOldAsTheOldest() {
        FlushPolicy.Filling filling = tables.filling();
        assertThat(filling.records()).isEqualTo(5_110);
        assertThat(filling.oldestMillis()).isEqualTo(5);
        assertThat(filling.bytes()).isGreaterThan(5_110L * 50);
    }

    @Test
    void whenMemoryIsShortTheFullestTableGoesAndTheOthersGoOnFilling() {
        List<TableBatch> drained = tables.drainFullest();

        assertThat(drained).extracting(batch -> batch.name().value()).containsExactly("large");
        assertThat(drained.get(0).rows().rows()).isEqualTo(5_000);
        assertThat(tables.filling().records()).isEqualTo(110);
        assertThat(tables.unlanded(appId("small"))).isEqualTo(OptionalLong.of(0));
        assertThat(tables.unlanded(appId("large"))).isEmpty();
        assertThat(tables.drain())
                .extracting(batch -> batch.name().value())
                .containsExactlyInAnyOrder("small", "middle");
        assertThat(tables.filling().records()).isZero();
    }

    private void fill(String topic, int records, long nowMillis) throws Exception {
        OpenTable table =
                tables.route(new SinkRecord(topic, 0, null, null, null, null, 0, 1L, TimestampType.CREATE_TIME));
        AppId appId = appId(topic);
        tables.expected(table, appId);
        table.begin(nowMillis);
        byte[] value = "{\"text\":\"some text\"}".getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < records; offset++) {
            SinkRecord record =
                    new SinkRecord(topic, 0, null, null, null, value, offset, 1L, TimestampType.CREATE_TIME);
            table.append(appId, record, offset);
        }
    }

    private AppId appId(String topic) {
        return tables.appId(new TopicPartition(topic, 0));
    }
}
