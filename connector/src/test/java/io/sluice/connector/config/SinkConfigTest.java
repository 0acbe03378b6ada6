package io.sluice.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.config.SourceSettings.OffsetGap;
import io.sluice.connector.config.SourceSettings.StartWithoutLakeOffset;
import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueEnvelope;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SinkConfigTest {
    /** One key: where it ends up, its default there, and a value that is not the default. */
    record Row(String key, Function<SinkSettings, Object> read, Object orElse, String text, Object value) {
        @Override
        public String toString() {
            return key;
        }
    }

    static final List<Row> ROWS = List.of(
            new Row("lake.path", s -> s.lake().path(), "file:/lake", "s3a://bucket/lake/", "s3a://bucket/lake"),
            new Row("lake.format", s -> s.lake().format(), Format.DELTA, "parquet", Format.PARQUET),
            new Row("hadoop.*", s -> s.lake().hadoop(), Map.of(), "v", Map.of("a.b", "v")),
            new Row(
                    "retry.timeout.ms",
                    s -> s.lake().retryTimeout(),
                    Duration.ofMinutes(30),
                    "5",
                    Duration.ofMillis(5)),
            new Row("table.name", s -> s.routing().nameTemplate(), "${topic}", "raw.${topic}", "raw.${topic}"),
            new Row("table.name.map", s -> s.routing().nameByTopic(), Map.of(), "a:x,b:y", Map.of("a", "x", "b", "y")),
            new Row(
                    "table.name.field",
                    s -> s.routing().field(),
                    Optional.empty(),
                    "header:table",
                    Optional.of("header:table")),
            new Row(
                    "table.name.field.missing",
                    s -> s.routing().defaultTable(),
                    Optional.empty(),
                    "default:rest",
                    Optional.of("rest")),
            new Row("table.partitions.max", s -> s.table().maxPartitions(), 10_000, "7", 7),
            new Row("tables.max", s -> s.routing().maxTables(), 5_000, "7", 7),
            new Row("table.override.*", s -> s.table().of("a.b").properties(), Map.of(), "v", Map.of("c.d", "v")),
            new Row(
                    "dead.letter.table",
                    s -> s.errors().deadLetterTable(),
                    Optional.empty(),
                    "letters",
                    Optional.of("letters")),
            new Row("table.create", s -> s.table().create(), true, "false", false),
            new Row(
                    "table.partition.by",
                    s -> s.table().partitionBy(),
                    List.of(),
                    "day(ts), c",
                    List.of("day(ts)", "c")),
            new Row("table.cluster.by", s -> s.table().clusterBy(), List.of(), "a.b, c", List.of("a.b", "c")),
            new Row(
                    "table.partition.time.zone",
                    s -> s.table().partitionTimeZone(),
                    ZoneId.of("UTC"),
                    "Europe/Berlin",
                    ZoneId.of("Europe/Berlin")),
            new Row("table.properties.*", s -> s.table().properties(), Map.of(), "v", Map.of("a.b", "v")),
            new Row("value.format", s -> s.value().format(), ValueFormat.CONNECT, "json", ValueFormat.JSON),
            new Row(
                    "value.envelope",
                    s -> s.value().envelope(),
                    ValueEnvelope.NONE,
                    "debezium",
                    ValueEnvelope.DEBEZIUM),
            new Row("key.format", s -> s.value().keyFormat(), KeyFormat.STRING, "struct", KeyFormat.STRUCT),
            new Row("value.nesting.max", s -> s.value().maxNesting(), 16, "3", 3),
            new Row("value.schema", s -> s.value().schema(), Optional.empty(), "id BIGINT", Optional.of("id BIGINT")),
            new Row(
                    "schema.evolution",
                    s -> s.value().evolution(),
                    SchemaEvolution.ADD_AND_WIDEN,
                    "none",
                    SchemaEvolution.NONE),
            new Row("schema.mismatch", s -> s.value().mismatch(), SchemaMismatch.RESCUE, "fail", SchemaMismatch.FAIL),
            new Row(
                    "metadata.columns",
                    s -> s.value().metadataColumns(),
                    Set.of(
                            MetadataColumn.TOPIC,
                            MetadataColumn.PARTITION,
                            MetadataColumn.OFFSET,
                            MetadataColumn.TIMESTAMP),
                    "none",
                    Set.of()),
            new Row(
                    "value.timestamp.formats",
                    s -> s.value().timestampFormats(),
                    List.of(),
                    "yyyy/MM/dd HH:mm, epoch_millis, epoch_days, EEE',' d MMM yyyy",
                    List.of("yyyy/MM/dd HH:mm", "epoch_millis", "epoch_days", "EEE',' d MMM yyyy")),
            new Row(
                    "value.time.zone",
                    s -> s.value().timeZone(),
                    ZoneId.of("UTC"),
                    "Europe/Berlin",
                    ZoneId.of("Europe/Berlin")),
            new Row(
                    "behavior.on.null.values",
                    s -> s.value().nullValues(),
                    NullValues.FAIL,
                    "ignore",
                    NullValues.IGNORE),
            new Row("commit.interval.ms", s -> s.commit().interval(), Duration.ofMinutes(1), "7", Duration.ofMillis(7)),
            new Row("commit.records", s -> s.commit().records(), 0L, "9", 9L),
            new Row("commit.bytes", s -> s.commit().bytes(), 0L, "9", 9L),
            new Row("buffer.memory.bytes", s -> s.commit().bufferMemoryBytes(), 268_435_456L, "1048576", 1_048_576L),
            new Row("file.target.bytes", s -> s.file().targetBytes(), 134_217_728L, "2048", 2048L),
            new Row(
                    "parquet.compression",
                    s -> s.file().compression(),
                    Compression.ZSTD,
                    "lz4_raw",
                    Compression.LZ4_RAW),
            new Row("parquet.compression.level", s -> s.file().compressionLevel(), 3, "22", 22),
            new Row("parquet.row.group.bytes", s -> s.file().rowGroupBytes(), 134_217_728L, "4096", 4096L),
            new Row("parquet.page.bytes", s -> s.file().pageBytes(), 1_048_576, "4096", 4096),
            new Row("parquet.dictionary", s -> s.file().dictionary(), true, "false", false),
            new Row("namespace", s -> s.source().namespace(), "orders-sink", "other", "other"),
            new Row("source.id", s -> s.source().sourceId(), "kafka", "kafka-eu", "kafka-eu"),
            new Row("allow.shared.source", s -> s.source().allowSharedSource(), false, "true", true),
            new Row(
                    "start.without.lake.offset",
                    s -> s.source().startWithoutLakeOffset(),
                    StartWithoutLakeOffset.FAIL,
                    "earliest",
                    StartWithoutLakeOffset.EARLIEST),
            new Row("offset.gap", s -> s.source().offsetGap(), OffsetGap.FAIL, "fail", OffsetGap.FAIL),
            new Row("source.admin.*", s -> s.source().admin().get("a.b"), null, "v", "v"));

    static Map<String, String> props(String... keysAndValues) {
        Map<String, String> props = new HashMap<>(Map.of(
                "name", "orders-sink",
                "connector.class", "io.sluice.connector.LakeSinkConnector",
                "topics", "orders",
                "lake.path", "file:/lake"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            props.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return props;
    }

    static Stream<Row> rows() {
        return ROWS.stream();
    }

    @Test
    void everyKeyHasARowHere() {
        assertThat(ROWS.stream().map(Row::key))
                .containsExactlyInAnyOrderElementsOf(
                        SinkConfig.SETTINGS.stream().map(Setting::name).toList());
        assertThat(SinkConfig.definition().names())
                .containsExactlyInAnyOrderElementsOf(ROWS.stream()
                        .map(Row::key)
                        .filter(key -> !key.endsWith("*"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aKeyHasItsDefaultAndEndsUpInItsField(Row row) {
        assertThat(row.read().apply(SinkConfig.parse(props()))).isEqualTo(row.orElse());

        String key = row.key().equals("table.override.*")
                ? "table.override.a.b.properties.c.d"
                : row.key().replace("*", "a.b");
        Map<String, String> set = props(key, "  " + row.text() + " ");
        if (key.startsWith("source.admin.")) {
            set.put("source.admin.bootstrap.servers", "broker:9092");
        }
        assertThat(row.read().apply(SinkConfig.parse(set))).isEqualTo(row.value());
    }

    @Test
    void everyKeyTellsAUserInterfaceWhatItNeeds() {
        Map<String, ConfigDef.ConfigKey> keys = SinkConfig.definition().configKeys();
        assertThat(keys.values()).allSatisfy(key -> {
            assertThat(key.displayName).isNotBlank().isNotEqualTo(key.name);
            assertThat(key.documentation).endsWith(".");
            assertThat(key.group).isNotBlank();
            assertThat(key.orderInGroup).isPositive();
            assertThat(key.width).isNotEqualTo(ConfigDef.Width.NONE);
            if (key.validator != null) {
                assertThat(key.validator.toString()).doesNotContain("@").doesNotContain("$Lambda");
            }
        });
        assertThat(SinkConfig.definition().groups())
                .containsExactly("Lake", "Tables", "Values", "Commits", "Files", "Source", "Dead letters");
    }

    @Test
    void everyExampleIsAccepted() {
        for (Setting setting : SinkConfig.SETTINGS) {
            String[] pair = setting.isFamily()
                    ? setting.example().split("=", 2)
                    : new String[] {setting.name(), setting.example()};
            assertThat(SinkConfig.parse(props(pair))).as(setting.name()).isNotNull();
        }
    }

    @Test
    void deadLettersNeedBothToleranceAndATopic() {
        String topic = "errors.deadletterqueue.topic.name";
        assertThat(SinkConfig.parse(props()).errors().deadLetters()).isFalse();
        assertThat(SinkConfig.parse(props(topic, "dead")).errors().deadLetters())
                .isFalse();
        assertThat(SinkConfig.parse(props(topic, "dead", "errors.tolerance", "all"))
                        .errors()
                        .deadLetters())
                .isTrue();
    }

    @Test
    void aTaskWithoutNameOrNamespaceIsRefused() {
        Map<String, String> props = props();
        props.remove("name");
        assertThatThrownBy(() -> SinkConfig.parse(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("namespace");
        props.put("namespace", "orders");
        assertThat(SinkConfig.parse(props).source().namespace()).isEqualTo("orders");
    }

    @Test
    void aGapIsPassedOverOnlyWhereItCanBeSeen() {
        assertThat(SinkConfig.parse(props("offset.gap", "latest", "source.admin.bootstrap.servers", "broker:9092"))
                        .source()
                        .offsetGap())
                .isEqualTo(OffsetGap.LATEST);
    }

    @Test
    void theSettingsPrintNoSecret() {
        assertThat(SinkConfig.parse(props(
                                "source.admin.bootstrap.servers", "broker:9092",
                                "source.admin.sasl.jaas.config", "hunter2"))
                        .toString())
                .contains("sasl.jaas.config")
                .doesNotContain("hunter2");
        assertThat(SinkConfig.parse(props("hadoop.fs.s3a.secret.key", "hunter2"))
                        .toString())
                .contains("fs.s3a.secret.key")
                .doesNotContain("hunter2");
    }
}
