package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.CommitSettings;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.routing.TableRouter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

    private final Spares spares = new Spares(commit(268_435_456));
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

    @Test
    void rowsThatHaveLandedLendTheirArraysToTheNextOfTheirTable() throws Exception {
        TableBatch landed = drain("large");
        long held = landed.rows().heldBytes();
        spares.keep(List.of(landed), tables, 10);
        assertThat(table("large").heldBytes()).isGreaterThanOrEqualTo(held);

        fill("large", 1, 11);

        TableBatch next = drain("large");
        assertThat(next.rows().memoryBytes()).isLessThan(held / 10);
        assertThat(next.rows().heldBytes()).isBetween(held * 9 / 10, held * 11 / 10);
        // It had no use of them, and they are not passed on a second time.
        long empty = table("large").heldBytes();
        spares.keep(List.of(next), tables, 12);
        assertThat(table("large").heldBytes()).isEqualTo(empty);
    }

    @Test
    void arraysAreKeptForACommitIntervalAtMost() throws Exception {
        TableBatch landed = drain("large");
        long empty = table("large").heldBytes();
        spares.keep(List.of(landed), tables, 10);

        spares.bound(tables.all(), List.of(), 60_009);
        assertThat(table("large").heldBytes()).isGreaterThan(empty);
        spares.bound(tables.all(), List.of(), 60_010);
        assertThat(table("large").heldBytes()).isEqualTo(empty);
    }

    @Test
    void arraysAreLetGoOfWhereMemoryIsShort() throws Exception {
        List<TableBatch> flying = tables.drainFullest();
        long held = flying.get(0).rows().heldBytes();
        // Five sixths of it hold the batch and what fills beside it, and no second batch.
        Spares narrow = new Spares(commit(held * 6 / 5 + 100_000));
        narrow.keep(flying, tables, 10);
        narrow.bound(tables.all(), List.of(), 11);
        assertThat(table("large").heldBytes()).isGreaterThan(held / 2);

        narrow.bound(tables.all(), flying, 11);
        assertThat(table("large").heldBytes()).isLessThan(held / 2);

        // And where what fills has taken them, it gives back what it has no use of.
        narrow.keep(flying, tables, 12);
        fill("large", 3, 13);
        narrow.bound(tables.all(), flying, 14);
        assertThat(table("large").heldBytes()).isLessThan(held / 2);
        assertThat(drain("large").rows().rows()).isEqualTo(3);
    }

    @Test
    void arraysAreNotKeptWhereTheyFillTheMemory() throws Exception {
        TableBatch landed = drain("large");
        long empty = table("large").heldBytes();
        new Spares(commit(landed.rows().heldBytes())).keep(List.of(landed), tables, 10);
        assertThat(table("large").heldBytes()).isEqualTo(empty);
    }

    private static CommitSettings commit(long bufferMemoryBytes) {
        return new CommitSettings(Duration.ofMinutes(1), 0, 0, bufferMemoryBytes);
    }

    private OpenTable table(String name) {
        return tables.table(new TableName(name));
    }

    private TableBatch drain(String name) {
        return table(name).drain(List.of());
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
