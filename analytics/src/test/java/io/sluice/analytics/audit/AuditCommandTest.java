package io.sluice.analytics.audit;

import static io.sluice.analytics.TestCommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path lake;

    private final SparkSession spark = SharedSpark.session(Map.of());

    @Test
    void aTableThatHoldsWhatItsLogRecordedIsComplete() throws Exception {
        table().land(Landing.of(0, 10, 20), Landing.of(1, 0, 5))
                .land(Landing.of(0, 20, 40).without(21L, 22L, 30L, 31L).recording(Map.of("NULL_VALUE", 2L), 1));

        CommandLineResult audit = audit("--output", "json");

        assertThat(audit.err()).doesNotContain("FAULT");
        assertThat(audit.exitCode()).isZero();
        JsonNode rows = JSON.readTree(audit.out());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).toString())
                .isEqualTo(
                        "{\"topic\":\"flights\",\"partition\":0,\"first\":10,\"next\":40,\"rows\":26,\"duplicates\":0,\"replayed\":0,"
                                + "\"explained\":3,\"unexplained\":1,\"removed\":0,\"lost\":0,\"log_from\":10,"
                                + "\"kafka_end\":null,\"lag\":null,\"verdict\":\"complete\"}");
        assertThat(rows.get(1).get("verdict").asText()).isEqualTo("complete");
    }

    @Test
    void everyFaultIsNamedWithItsPartitionAndRange() throws Exception {
        table().land(
                        Landing.of(0, 0, 10),
                        Landing.of(1, 0, 10).losing(4L),
                        Landing.of(2, 0, 10).twice(),
                        Landing.of(3, 0, 10),
                        Landing.of(4, 0, 10),
                        Landing.of(5, 0, 10).withTxn(9))
                .land(Landing.of(0, 10, 20), Landing.of(3, 12, 20), Landing.of(4, 8, 20));

        CommandLineResult audit = audit("--output", "json");

        assertThat(audit.exitCode()).isEqualTo(3);
        assertThat(verdicts(audit)).isEqualTo("complete LOST DOUBLED HOLE DOUBLED TXN");
        assertThat(audit.err())
                .contains("FAULT flights-1 (flights sink, source kafka): version 1 recorded 10 rows in offsets 0..9,"
                        + " the table holds 9: no row for 4")
                .contains("FAULT flights-2 (flights sink, source kafka): 10 rows too many: offsets 0..9 have more than"
                        + " one row; landed by version [1]")
                .contains("FAULT flights-3 (flights sink, source kafka): version 2 starts at 12, but the landing before"
                        + " it ended at 10: offsets 10..11 are in no commit")
                .contains("FAULT flights-4 (flights sink, source kafka): version 2 starts at 8, but the landing before"
                        + " it ended at 10: offsets 8..9 were landed again")
                .contains("FAULT flights-5 (flights sink, source kafka): STREAMING UPDATE at version 1 recorded offsets"
                        + " up to 10, but its txn says 9")
                .contains("FAULT the table: STREAMING UPDATE at version 1 recorded 60 rows, but its files hold 69")
                .contains("check failed: 5 of 6 partitions of flights are not what the log says they are")
                .doesNotContain("FAULT flights-0");
    }

    @Test
    void rowsThatALaterOperationRemovedAreItsAndNotTheSinks() throws Exception {
        table().land(Landing.of(0, 0, 10), Landing.of(1, 0, 10)).land(Landing.of(0, 10, 20));
        spark.sql("DELETE FROM delta.`" + folder() + "` WHERE _kafka_partition = 0 AND _kafka_offset IN (3, 4, 15)");
        table(4).land(Landing.of(0, 20, 30));
        spark.sql("DELETE FROM delta.`" + folder() + "` WHERE _kafka_partition = 0 AND _kafka_offset = 25");

        CommandLineResult audit = audit("--output", "json");

        assertThat(audit.exitCode()).isZero();
        assertThat(verdicts(audit)).isEqualTo("removed complete");
        assertThat(JSON.readTree(audit.out()).get(0).get("removed").asLong()).isEqualTo(4);
        assertThat(audit.err())
                .contains("note flights-0 (flights sink, source kafka): 3 rows were removed by DELETE at version 3")
                .contains("note flights-0 (flights sink, source kafka): 1 rows were removed by DELETE at version 5");

        vacuumEverything();
        CommandLineResult later = audit("--output", "json");

        assertThat(later.exitCode()).isZero();
        assertThat(verdicts(later)).isEqualTo("removed complete");
        assertThat(later.err())
                .contains(
                        "4 rows landed, by the statistics of their files, and were removed later: by DELETE at version 3"
                                + " (3 rows), DELETE at version 5 (1 rows). Not compared row by row: version 2 cannot be read");
    }

    @Test
    void aCompactionThatLostARowIsAFault() throws Exception {
        LandedTable table = table().land(Landing.of(0, 0, 10), Landing.of(1, 0, 10));
        table.rewrite(
                "OPTIMIZE", false, table.files(0).get(0), Landing.of(0, 0, 10).losing(7L));

        CommandLineResult audit = audit("--output", "json");

        assertThat(audit.exitCode()).isEqualTo(3);
        assertThat(verdicts(audit)).isEqualTo("LOST complete");
        assertThat(audit.err()).contains("1 rows were lost by OPTIMIZE at version 2, which claims to change no row");
    }

    @Test
    void behindALogCleanUpOnlyTheRowsSpeak() throws Exception {
        table().land(Landing.of(0, 0, 10).without(5L), Landing.of(1, 0, 10))
                .land(Landing.of(0, 10, 20))
                .land(Landing.of(0, 20, 30));
        checkpoint();
        for (long version = 0; version < 3; version++) {
            Files.delete(folder().resolve(String.format("_delta_log/%020d.json", version)));
        }

        CommandLineResult audit = audit("--output", "json");

        assertThat(audit.err())
                .contains("note flights-0 (flights sink, source kafka): the log was cleaned up before version 3:"
                        + " it is a witness from offset 20 on")
                .contains(
                        "note flights-1 (flights sink, source kafka): the log was cleaned up and holds no landing of it");
        assertThat(audit.exitCode()).isZero();
        assertThat(verdicts(audit)).isEqualTo("complete rows only");
        JsonNode first = JSON.readTree(audit.out()).get(0);
        assertThat(first.get("log_from").asLong()).isEqualTo(20);
        assertThat(first.get("unexplained").asLong()).isOne();
        assertThat(first.get("next").asLong()).isEqualTo(30);
    }

    @Test
    void whatCannotBeAuditedIsRefusedWithTheRemedy() throws Exception {
        spark.range(3).write().format("delta").save(folder().toString());

        CommandLineResult audit = audit();
        assertThat(audit.exitCode()).isOne();
        assertThat(audit.err()).contains("Cannot audit table flights", "_kafka_topic", "metadata.columns");
        assertThat(audit("--kafka-config", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void aTableInWhichNothingLandedFailsTheCheckUnlessItMayBeEmpty() throws Exception {
        table();

        CommandLineResult audit = audit();
        assertThat(audit.exitCode()).isEqualTo(3);
        assertThat(audit.err())
                .contains("FAULT the table: nothing landed: the table holds no row and no offset of the connector")
                .contains("check failed: nothing has landed in flights");
        assertThat(audit("--allow-empty").exitCode()).isZero();
    }

    @Test
    void aGapThatTheConnectorRecordedIsExplained() throws Exception {
        table().land(Landing.of(0, 0, 10)).passGap(0, "EXPIRED", 10, 30).land(Landing.of(0, 30, 40));

        CommandLineResult audit = audit("--output", "json");

        assertThat(audit.exitCode()).isZero();
        assertThat(verdicts(audit)).isEqualTo("gap");
        assertThat(audit.err())
                .contains(
                        "note flights-0 (flights sink, source kafka): offsets 10..29 were not in Kafka any more (EXPIRED)");
    }

    private Path folder() {
        return lake.resolve("flights");
    }

    private LandedTable table() {
        return LandedTable.create(spark, folder());
    }

    private LandedTable table(long nextVersion) {
        return LandedTable.existing(spark, folder(), nextVersion);
    }

    private CommandLineResult audit(String... more) {
        return sluice(
                Stream.concat(Stream.of("audit", "--lake", lake.toString(), "--table", "flights"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String verdicts(CommandLineResult audit) throws IOException {
        return String.join(" ", JSON.readTree(audit.out()).findValuesAsText("verdict"));
    }

    private void vacuumEverything() {
        spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        spark.sql("VACUUM delta.`" + folder() + "` RETAIN 0 HOURS");
    }

    private void checkpoint() {
        spark.sql("ALTER TABLE delta.`" + folder() + "` SET TBLPROPERTIES ('delta.checkpointInterval' = '1')");
        assertThat(folder().resolve("_delta_log/_last_checkpoint")).exists();
    }
}
