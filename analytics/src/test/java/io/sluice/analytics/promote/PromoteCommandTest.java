package io.sluice.analytics.promote;

import static io.sluice.analytics.TestCommandLine.sluice;
import static io.sluice.analytics.TestCommandLine.sluiceWithoutSpark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.PlainLanding;
import io.sluice.analytics.support.SharedSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromoteCommandTest {
    private static final StructType SCHEMA =
            new StructType().add("id", DataTypes.LongType).add("day", DataTypes.DateType);
    private static final String ROWS = "SELECT count(*) n, sum(id) s, min(day) d FROM lake.events";
    private static final String ALL_ROWS = "n,s,d\n5,10,2001-01-01\n";

    @TempDir
    private Path lake;

    private SparkSession spark;

    @BeforeEach
    void session() {
        spark = SharedSpark.session(Map.of());
    }

    private PlainLanding landed(long timestamp) throws Exception {
        return new PlainLanding(lake.resolve("events"), timestamp)
                .create(SCHEMA, "day")
                .land(
                        spark.range(3).toDF(),
                        3,
                        "day=2001-01-01",
                        Map.of("day", "2001-01-01"),
                        "{\"numRecords\":3,\"minValues\":{\"id\":0},\"maxValues\":{\"id\":2},\"nullCount\":{\"id\":0}}")
                .land(spark.range(3, 5).toDF(), 5, "day=2001-01-02", Map.of("day", "2001-01-02"), null);
    }

    private CommandLineResult promote(String... more) {
        String[] args = new String[7 + more.length];
        System.arraycopy(
                new String[] {"promote", "--lake", lake.toString(), "--table", "events", "--output", "csv"},
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        return sluice(args);
    }

    private String csv(String sql) {
        return sluice("sql", "--lake", lake.toString(), "--output", "csv", sql).out();
    }

    private Snapshot delta() {
        return DeltaLog.forTableWithSnapshot(spark, lake.resolve("events").toString())
                ._2();
    }

    @Test
    void makesADeltaTableOfTheSameFilesWithOffsetsStatisticsAndId() throws Exception {
        PlainLanding plain = landed(PlainLanding.LONG_AGO);
        String id = plain.state().tableId();
        plain.write(spark.range(1000).toDF(), "day=2001-01-01");

        CommandLineResult result = promote();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("table,ledger_version,delta_version,files,rows,bytes,offsets\nevents,3,0,2,5,");
        Snapshot delta = delta();
        assertThat(delta.metadata().id()).isEqualTo(id);
        assertThat(delta.protocol().minWriterVersion()).isEqualTo(2);
        assertThat(delta.setTransactions().size()).isOne();
        assertThat(delta.setTransactions().head().appId()).isEqualTo("sluice/sink/kafka/t/0");
        assertThat(delta.setTransactions().head().version()).isEqualTo(5);
        assertThat(delta.setTransactions().head().lastUpdated().get()).isEqualTo(PlainLanding.LONG_AGO);
        assertThat(Files.readString(lake.resolve("events/_delta_log/00000000000000000000.json")))
                .contains("\\\"maxValues\\\":{\\\"id\\\":2}")
                .contains("\"owner\":\"me\"");
        assertThat(csv(ROWS)).isEqualTo(ALL_ROWS);
        assertThat(csv("INSERT INTO lake.events VALUES (5, DATE'2001-01-03'); " + ROWS))
                .endsWith("n,s,d\n6,15,2001-01-01\n");
    }

    @Test
    void writesNothingWhenItIsRepeated() throws Exception {
        landed(PlainLanding.LONG_AGO);
        promote();
        csv("INSERT INTO lake.events VALUES (5, DATE'2001-01-03')");

        CommandLineResult again = promote();

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("events,3,1,2,5,");
        assertThat(delta().version()).isOne();
        assertThat(csv("SELECT count(*) n FROM lake.events")).isEqualTo("n\n6\n");
    }

    @Test
    void finishesAPromotionThatWasInterruptedBetweenItsTwoSteps() throws Exception {
        PlainLanding ended = landed(PlainLanding.LONG_AGO).endForDelta();
        Files.createDirectories(lake.resolve("events/_delta_log"));
        assertThat(csv(ROWS)).as("still read by its ledger").isEqualTo(ALL_ROWS);

        CommandLineResult result = promote();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("events,3,0,2,5,");
        assertThat(ended.state().version()).as("no second ending").isEqualTo(3);
        assertThat(csv(ROWS)).isEqualTo(ALL_ROWS);
    }

    @Test
    void refusesWhileAConnectorSeemsToLandAndChangesNothing() throws Exception {
        PlainLanding plain = landed(Instant.parse("2001-01-01T10:20:05Z").toEpochMilli());

        CommandLineResult result = promote("--idle", "2m");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("something landed 60 s ago").contains("lake.format=delta");
        assertThat(plain.state().promoted()).isEmpty();
        assertThat(lake.resolve("events/_delta_log")).doesNotExist();
        assertThat(promote("--idle", "60s").exitCode()).isZero();
    }

    @Test
    void isNoLongerReadByItsLedger() throws Exception {
        landed(PlainLanding.LONG_AGO);
        promote();
        assertThatThrownBy(() -> spark.read()
                        .format("sluice")
                        .load(lake.resolve("events").toString())
                        .count())
                .hasMessageContaining("promoted to Delta")
                .hasMessageContaining("format delta");
    }

    @Test
    void saysWhatIsNoPlainParquetTable() {
        assertThat(promote().err()).contains("Table events is not in the lake");
        spark.range(2).write().format("delta").save(lake.resolve("events").toString());
        assertThat(promote().err()).contains("it is a Delta table and never had a ledger");
        assertThat(sluiceWithoutSpark("promote", "--lake", lake.toString(), "--table", "events", "--idle", "soon")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aTableWithLocalTimestampsGetsTheirFeatureAndNoOther() throws Exception {
        new PlainLanding(lake.resolve("events"), PlainLanding.LONG_AGO)
                .create(new StructType().add("at", DataTypes.TimestampNTZType))
                .land(spark.sql("SELECT TIMESTAMP_NTZ'2001-01-01 10:00:00' at"), 1, "", Map.of(), null);

        CommandLineResult result = promote();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(csv("SELECT at FROM lake.events")).isEqualTo("at\n2001-01-01 10:00:00\n");
    }
}
