package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A table that changes under the task (S35 to S38, S41 to S43): what another engine commits is written to the log as that engine writes it,
 * between two landings of one running task.
 */
final class TableChangesTest {
    private static final String FEATURES = "{\"protocol\":{\"minReaderVersion\":%d,\"minWriterVersion\":7%s}}";

    @TempDir
    private Path lake;

    private SinkTaskRig rig;

    private SinkTaskRig start() {
        Map<String, String> props = new HashMap<>();
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "1");
        return new SinkTaskRig(new LakeSinkTask(), props, 1, null);
    }

    @BeforeEach
    void land() {
        rig = start();
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0));
        awaitRows("0@0");
    }

    @AfterEach
    void stop() {
        rig.stop();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "invariants|||delta.setTransactionRetentionDuration=interval 7 days|UNSET",
                "checkConstraints|||delta.constraints.positive=id > 0|checkConstraints",
                "columnMapping|columnMapping||delta.columnMapping.mode=name,delta.columnMapping.maxColumnId=6|columnMapping with columns that have no id",
                "icebergCompatV2|columnMapping||delta.enableIcebergCompatV2=true|ceberg",
                "catalogManaged|catalogManaged|inCommitTimestamp|delta.enableInCommitTimestamps=true|atalog",
                "neverHeardOf|||a=b|neverHeardOf",
            })
    void aFeatureThatTheSinkDoesNotHonourFailsTheTaskByName(
            String feature, String readerFeature, String also, String properties, String named) throws IOException {
        commit(protocol(feature, readerFeature, also), metaData(properties));

        rig.pollWith(() -> rig.produce(0, 1));
        assertThatFails()
                .hasStackTraceContaining("Cannot")
                .hasStackTraceContaining(lake.resolve("t").toString())
                .hasStackTraceContaining(named);
        assertThat(lake.resolve("t/_delta_log/" + name(3))).as("nothing landed").doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "deletionVectors|deletionVectors||delta.enableDeletionVectors=true|",
                "appendOnly|||delta.appendOnly=true|",
                "changeDataFeed|||delta.enableChangeDataFeed=true|",
                "clustering||domainMetadata|a=b|",
                "v2Checkpoint|v2Checkpoint||delta.checkpointPolicy=v2|",
                "vacuumProtocolCheck|vacuumProtocolCheck||a=b|",
                "inCommitTimestamp|||delta.enableInCommitTimestamps=true,delta.inCommitTimestampEnablementVersion=2,delta.inCommitTimestampEnablementTimestamp=1|inCommitTimestamp",
                "rowTracking||domainMetadata|delta.enableRowTracking=true,delta.rowTracking.materializedRowIdColumnName=_row-id-col-1,delta.rowTracking.materializedRowCommitVersionColumnName=_row-commit-version-col-1|baseRowId",
            })
    void aFeatureThatTheSinkHonoursIsHonouredFromTheNextLandingOn(
            String feature, String readerFeature, String also, String properties, String written) throws IOException {
        List<String> actions = new ArrayList<>(List.of(protocol(feature, readerFeature, also), metaData(properties)));
        if (feature.equals("inCommitTimestamp")) {
            actions.add(
                    0,
                    "{\"commitInfo\":{\"inCommitTimestamp\":1,\"timestamp\":1,\"operation\":\"SET TBLPROPERTIES\"}}");
        } else if (feature.equals("rowTracking")) {
            actions.add(
                    "{\"domainMetadata\":{\"domain\":\"delta.rowTracking\",\"configuration\":\"{\\\"rowIdHighWaterMark\\\":0}\",\"removed\":false}}");
        } else if (feature.equals("clustering")) {
            actions.add(
                    "{\"domainMetadata\":{\"domain\":\"delta.clustering\",\"configuration\":\"{\\\"clusteringColumns\\\":[[\\\"id\\\"]]}\",\"removed\":false}}");
        }
        commit(actions.toArray(String[]::new));

        rig.pollWith(() -> rig.produce(0, 1));
        awaitRows("0@0", "0@1");
        assertThat(log(3)).contains(written == null ? "" : written);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "generatedColumns|\\\"delta.generationExpression\\\":\\\"_kafka_offset\\\"",
                "allowColumnDefaults|\\\"CURRENT_DEFAULT\\\":\\\"7\\\"",
                "identityColumns|\\\"delta.identity.start\\\":1,\\\"delta.identity.step\\\":1,\\\"delta.identity.allowExplicitInsert\\\":false",
                "invariants|\\\"delta.invariants\\\":\\\"{\\\\\\\"expression\\\\\\\":{\\\\\\\"expression\\\\\\\":\\\\\\\"id > 3\\\\\\\"}}\\\""
            })
    void aColumnThatTheSinkCannotFillFailsTheTaskByName(String feature, String metadata) throws IOException {
        String column = "(\\\\\"name\\\\\":\\\\\"id\\\\\"[^}]*\\\\\"metadata\\\\\":\\{)";
        String changed =
                metaData("a=b").replaceFirst(column, "$1" + java.util.regex.Matcher.quoteReplacement(metadata));
        assertThat(changed).contains(metadata);
        commit(protocol(feature, null, null), changed);

        rig.pollWith(() -> rig.produce(0, 1));
        assertThatFails().hasStackTraceContaining("Cannot").hasStackTraceContaining(feature.substring(1, 8));
        assertThat(lake.resolve("t/_delta_log/" + name(3))).as("nothing landed").doesNotExist();
    }

    @Test
    void aTableThatWasDroppedFailsTheTask() throws IOException {
        Files.move(lake.resolve("t"), lake.resolve("_dropped"));

        rig.pollWith(() -> rig.produce(0, 1));
        assertThatFails().hasStackTraceContaining("it is gone").hasStackTraceContaining("Stop the connector before");
    }

    @Test
    void aTableThatWasDroppedAndMadeAnewFailsTheTaskAndIsLeftAsItIs() throws IOException {
        Files.move(lake.resolve("t"), lake.resolve("_dropped"));
        Path log = Files.createDirectories(lake.resolve("t/_delta_log"));
        Files.writeString(
                log.resolve(name(0)), anotherId(Files.readString(lake.resolve("_dropped/_delta_log/" + name(0)))));

        rig.pollWith(() -> rig.produce(0, 1));
        assertThatFails().hasStackTraceContaining("is another table now").hasStackTraceContaining("restart the task");
        assertThat(log.resolve(name(1))).as("a stale commit would brick it").doesNotExist();
        assertThat(log.resolve(name(2))).doesNotExist();
    }

    @Test
    void aTableThatWasReplacedFailsTheTaskAndARestartGoesOnFromItsOffsets() throws IOException {
        // REPLACE TABLE keeps the log and its txn rows, and brings another id.
        commit(anotherId(metaData("a=b")));

        rig.pollWith(() -> rig.produce(0, 1));
        assertThatFails().hasStackTraceContaining("is another table now");
        rig.stop();

        rig = start();
        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 1));
        awaitRows("0@0", "0@1");
    }

    @Test
    void aTableThatWasRestoredKeepsItsOffsetsSoThatTheTaskGoesOnBehindThem() throws IOException {
        rig.pollWith(() -> rig.produce(0, 1));
        awaitRows("0@0", "0@1");
        String added = log(2).lines()
                .filter(line -> line.startsWith("{\"add\""))
                .findFirst()
                .orElseThrow();
        String path = added.replaceFirst(".*\"path\":\"([^\"]+)\".*", "$1");
        // RESTORE TO VERSION AS OF 1: files only; txn rows stay.
        commit("{\"remove\":{\"path\":\"" + path + "\",\"deletionTimestamp\":1,\"dataChange\":true}}");
        assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactly("0@0");

        rig.pollWith(() -> rig.produce(0, 2));
        awaitRows("0@0", "0@2");
    }

    @Test
    void aColumnThatWasDroppedComesBackWithTheNextRecordThatHasIt() throws IOException {
        String metaData = metaData("a=b");
        assertThat(metaData).contains("\\\"name\\\":\\\"id\\\"");
        commit(metaData.replace("\\\"name\\\":\\\"id\\\"", "\\\"name\\\":\\\"other\\\""));

        rig.pollWith(() -> rig.produce(0, 1));
        awaitRows("0@0", "0@1");
        assertThat(log(3)).contains("\\\"name\\\":\\\"other\\\"").contains("\\\"name\\\":\\\"id\\\"");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertThatFails() {
        return assertThatThrownBy(
                () -> await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
                    rig.poll();
                    return false;
                }));
    }

    private void awaitRows(String... coordinates) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactlyInAnyOrder(coordinates);
        });
    }

    private static String protocol(String feature, String readerFeature, String also) {
        String writer = "\"" + feature + "\"" + (also == null ? "" : ",\"" + also + "\"")
                + (readerFeature == null || readerFeature.equals(feature) ? "" : ",\"" + readerFeature + "\"");
        String reader = readerFeature == null ? "" : ",\"readerFeatures\":[\"" + readerFeature + "\"]";
        return FEATURES.formatted(readerFeature == null ? 1 : 3, reader + ",\"writerFeatures\":[" + writer + "]");
    }

    private String metaData(String properties) throws IOException {
        StringBuilder configuration = new StringBuilder("\"configuration\":{");
        for (String property : properties.split(",", -1)) {
            String[] pair = property.split("=", 2);
            configuration
                    .append('"')
                    .append(pair[0])
                    .append("\":\"")
                    .append(pair[1])
                    .append("\",");
        }
        configuration.setCharAt(configuration.length() - 1, '}');
        String line = log(0).lines()
                .filter(action -> action.startsWith("{\"metaData\""))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("\"configuration\":{}");
        return line.replace("\"configuration\":{}", configuration);
    }

    private static String anotherId(String metaData) {
        return metaData.replaceFirst(
                "\"metaData\":\\{\"id\":\"[^\"]+\"", "\"metaData\":{\"id\":\"" + UUID.randomUUID() + "\"");
    }

    /** The next version, as another engine writes it. */
    private void commit(String... actions) throws IOException {
        long version = 0;
        while (Files.exists(lake.resolve("t/_delta_log/" + name(version)))) {
            version++;
        }
        Files.write(lake.resolve("t/_delta_log/" + name(version)), List.of(actions));
    }

    private String log(long version) throws IOException {
        return Files.readString(lake.resolve("t/_delta_log/" + name(version)));
    }

    private static String name(long version) {
        return String.format("%020d.json", version);
    }
}
