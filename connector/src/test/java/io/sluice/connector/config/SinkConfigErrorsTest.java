package io.sluice.connector.config;

import static io.sluice.connector.config.SinkConfigTest.props;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SinkConfigErrorsTest {
    private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";

    /** Keys with errors only. */
    static Map<String, String> errors(Map<String, String> props) {
        return errors(props, SettingChecks.NONE);
    }

    private static Map<String, String> errors(Map<String, String> props, SettingChecks checks) {
        Map<String, String> errors = new HashMap<>();
        for (ConfigValue value : SinkConfig.validate(props, checks).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), String.join(" ", value.errorMessages()));
            }
        }
        return errors;
    }

    @Test
    void aGoodConfigurationHasNoErrorAndShowsEveryKey() {
        assertThat(errors(props())).isEmpty();
        assertThat(SinkConfig.validate(props(), SettingChecks.NONE).configValues())
                .extracting(ConfigValue::name)
                .containsExactlyInAnyOrderElementsOf(SinkConfig.definition().names());
    }

    @Test
    void anEmptyConfigurationIsToldWhatIsMissing() {
        assertThat(errors(Map.of())).containsOnlyKeys("lake.path");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lake.path|/data/lake|file:/data/lake",
                "lake.path|${env:LAKE}|config.providers",
                "lake.path|bucket/lake|names no file system",
                "lake.path|s3a:bucket|names no folder",
                "lake.path|s3a:///lake|names no bucket",
                "lake.path|s3a://b/my lake|is no URI",
                "lake.path|s3://bucket/lake|Write s3a:",
                "lake.path|ftp://host/lake|hadoop.fs.ftp.impl",
                "lake.path|s3a://b/lake?x=1|names no folder",
                "lake.format|iceberg|Set one of: delta, parquet",
                "retry.timeout.ms|-1|at least 0",
                "table.name|${topic}_${partition}|only variables are ${topic}",
                "table.name.map|orders|topic:table",
                "table.name.map|a:x,a:y|already has table x",
                "table.create|maybe|true or false",
                "table.partition.time.zone|Mars/Olympus|Europe/Berlin",
                "value.format|avro|connect, json",
                "value.format|JSON|connect, json",
                "value.envelope|canal|none, debezium",
                "schema.evolution|add_and_widen|none, add, add-and-widen",
                "schema.mismatch|skip|rescue, dead-letter, fail",
                "metadata.columns|topic,none|Remove it or them",
                "metadata.columns|topics|topic, partition, offset, timestamp, key, headers",
                "metadata.columns|''|Set none",
                "value.timestamp.formats|yyyy-MM-ddTHH:mm|DateTimeFormatter",
                "value.timestamp.formats|epoch_milli|epoch_millis",
                "value.timestamp.formats|epoch_millis,epoch_nanos|Name one of",
                "value.time.zone|Mars/Olympus|Europe/Berlin",
                "behavior.on.null.values|drop|fail, ignore, write, dead-letter",
                "commit.interval.ms|0|at least 1",
                "commit.interval.ms|1m|number of type LONG",
                "buffer.memory.bytes|256|at least 1048576",
                "parquet.compression|lzo|zstd, snappy, gzip, lz4_raw, uncompressed",
                "parquet.compression.level|23|22",
                "namespace|''|empty",
                "source.id|''|empty",
                "start.without.lake.offset|latest|fail, group, earliest",
                "offset.gap|none|fail, earliest, latest",
                "offset.gap|earliest|source.admin.bootstrap.servers",
                "offset.gap|latest|source.admin.bootstrap.servers",
            })
    void aBadValueIsShownAtItsKeyWithTheRemedy(String key, String value, String remedy) {
        assertThat(errors(props(key, value)))
                .containsOnlyKeys(key)
                .hasEntrySatisfying(key, message -> assertThat(message).contains(remedy));
    }

    @ParameterizedTest
    @CsvSource({
        "commit.interval.ms",
        "commit.records",
        "buffer.memory.bytes",
        "retry.timeout.ms",
        "parquet.compression.level"
    })
    void whatIsNoNumberIsToldSoAndNothingElse(String key) {
        for (ConfigValue value :
                SinkConfig.validate(props(key, "many"), SettingChecks.NONE).configValues()) {
            assertThat(value.errorMessages())
                    .as(value.name())
                    .hasSize(value.name().equals(key) ? 1 : 0);
        }
    }

    @Test
    void textsOfOtherPackagesAreCheckedWhileAnotherKeyIsWrong() {
        SettingChecks checks = new SettingChecks(
                ddl -> refuse(new ArrayList<>(), ddl),
                columns -> refuse(new ArrayList<>(), columns),
                columns -> refuse(new ArrayList<>(), columns),
                table -> {});
        Map<String, String> props =
                props("value.schema", "id WHAT", "table.partition.by", "week(ts)", "commit.records", "many");

        assertThat(errors(props, checks)).containsOnlyKeys("value.schema", "table.partition.by", "commit.records");
    }

    @Test
    void credentialsInTheLakePathAreRefusedAndNotRepeated() {
        assertThat(errors(props("lake.path", "s3a://AKIA:hunter2@bucket/lake")).get("lake.path"))
                .contains("credentials")
                .doesNotContain("hunter2");
        assertThat(errors(props("lake.path", "abfss://container@account.dfs.core.windows.net/lake")))
                .isEmpty();
    }

    @Test
    void aFileSystemThatTheUserBringsIsAccepted() {
        assertThat(errors(props("lake.path", "oss://bucket/lake", "hadoop.fs.oss.impl", "org.example.Oss")))
                .isEmpty();
    }

    @Test
    void toleratingErrorsWithoutADeadLetterTopicIsRefused() {
        assertThat(errors(props("errors.tolerance", "all"))).containsOnlyKeys("errors.tolerance");
        assertThat(errors(props("errors.tolerance", "all", DEAD_LETTER_TOPIC, "dead")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"schema.mismatch", "behavior.on.null.values"})
    void deadLettersWithoutATopicForThemAreRefused(String key) {
        assertThat(errors(props(key, "dead-letter"))).containsOnlyKeys(key);
        assertThat(errors(props(key, "dead-letter", DEAD_LETTER_TOPIC, "dead"))).containsOnlyKeys(key);
        assertThat(errors(props(key, "dead-letter", DEAD_LETTER_TOPIC, "dead", "errors.tolerance", "all")))
                .isEmpty();
    }

    @Test
    void rawJsonNeedsARawConverter() {
        assertThat(errors(props(
                                "value.format",
                                "json",
                                "value.converter",
                                "org.apache.kafka.connect.json.JsonConverter"))
                        .get("value.format"))
                .contains("value.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
        for (String raw : List.of(
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "org.apache.kafka.connect.storage.StringConverter")) {
            assertThat(errors(props("value.format", "json", "value.converter", raw)))
                    .isEmpty();
        }
    }

    @Test
    void anAdminClientWithoutAnAddressIsRefused() {
        assertThat(errors(props("source.admin.security.protocol", "SSL")))
                .containsOnlyKeys("source.admin.bootstrap.servers");
    }

    @Test
    void aPropertyOfDeltasIsRefusedWherePlainParquetDoesNotHonourIt() {
        String vectors = "table.properties.delta.enableDeletionVectors";
        Map<String, String> props = Map.of(
                "lake.path",
                "file:/lake",
                "lake.format",
                "parquet",
                "table.properties.owner",
                "me",
                "table.properties.delta.dataSkippingNumIndexedCols",
                "5",
                vectors,
                "true");
        assertThat(errors(props)).containsOnlyKeys(vectors);
        assertThat(errors(props).get(vectors).toString())
                .contains("means nothing")
                .contains("promoted");
    }

    @Test
    void aLevelBeyondThoseOfGzipIsRefused() {
        assertThat(errors(props("parquet.compression", "gzip", "parquet.compression.level", "10")))
                .containsOnlyKeys("parquet.compression.level");
        assertThat(errors(props("parquet.compression", "gzip", "parquet.compression.level", "9")))
                .isEmpty();
    }

    @Test
    void textsOfOtherPackagesAreShownAtTheirKeys() {
        List<Object> seen = new ArrayList<>();
        SettingChecks checks = new SettingChecks(
                ddl -> refuse(seen, ddl),
                columns -> refuse(seen, columns),
                columns -> refuse(seen, columns),
                table -> refuse(seen, table));
        Map<String, String> props = props(
                "value.schema",
                "id WHAT",
                "table.partition.by",
                "week(ts)",
                "table.name.map",
                "a:_x",
                "table.cluster.by",
                "a,a");

        assertThat(errors(props, checks))
                .containsOnlyKeys(
                        "value.schema", "table.partition.by", "table.cluster.by", "table.name.map", "table.name")
                .allSatisfy((key, message) -> assertThat(message).contains("no good"));
        assertThat(seen).containsExactlyInAnyOrder("id WHAT", List.of("week(ts)"), List.of("a", "a"), "_x", "topic");
    }

    @Test
    void aTableHasOneLayoutAndPlainParquetNoClustering() {
        assertThat(errors(props("table.partition.by", "a", "table.cluster.by", "b"))
                        .get("table.cluster.by"))
                .contains("partitioned by a, clustered by b");
        assertThat(errors(props("table.cluster.by", "b", "lake.format", "parquet")))
                .containsKey("table.cluster.by");
        assertThat(errors(props("table.partition.by", "a", "table.override.t.cluster.by", "b")))
                .isEmpty();
        assertThat(errors(props("table.override.t.cluster.by", "b", "table.override.t.partition.by", "c")))
                .containsKey("table.override.t.cluster.by");
    }

    private static void refuse(List<Object> seen, Object value) {
        seen.add(value);
        throw new IllegalArgumentException("no good");
    }

    @Test
    void aKeyWithoutAValueIsLeftToConnect() {
        Map<String, String> props = props();
        props.put("commit.bytes", null);
        assertThat(errors(props)).isEmpty();
    }

    @Test
    void parsingNamesEveryProblemAtOnce() {
        Map<String, String> props = props("value.format", "avro", "commit.bytes", "-1", "comit.records", "1");
        assertThatThrownBy(() -> SinkConfig.parse(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.format")
                .hasMessageContaining("commit.bytes")
                .hasMessageContaining("Did you mean commit.records?");
    }
}
