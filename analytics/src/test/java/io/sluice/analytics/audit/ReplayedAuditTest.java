package io.sluice.analytics.audit;

import static io.sluice.analytics.TestCommandLine.sluice;
import static io.sluice.analytics.support.DeadLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.DeadLetters;
import io.sluice.analytics.support.SharedSpark;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were dead letters first: neither strangers nor doubles, and missed when they go. */
final class ReplayedAuditTest {
    @TempDir
    private Path lake;

    private final SparkSession spark = SharedSpark.session(Map.of());

    /** Offsets 3 and 4 were dead-lettered, 5 was meant for another table, 6 never came; 3 and 5 are put back. */
    @BeforeEach
    void replayed() {
        LandedTable.create(spark, lake.resolve("flights"))
                .land(Landing.of(0, 0, 10).without(3L, 4L, 5L, 6L).recording(Map.of(), 2));
        DeadLetters.append(
                lake.resolve("dead_letters"),
                letter(3, "flights", "{\"delay\":6}"),
                letter(4, "flights", "{\"delay\":\"?\"}"),
                letter(5, null, "{\"delay\":10}"));
        CommandLineResult replay =
                sluice("replay", "--lake", lake.toString(), "--letters", "dead_letters", "--into", "flights");
        assertThat(replay.exitCode()).as(replay.err()).isEqualTo(3);
    }

    private CommandLineResult audit() {
        return sluice("audit", "--lake", lake.toString(), "--table", "flights", "--output", "json");
    }

    private static String row(CommandLineResult audit, String... columns) throws Exception {
        JsonNode row = new ObjectMapper().readTree(audit.out()).get(0);
        StringBuilder text = new StringBuilder(row.get("verdict").asText());
        for (String column : columns) {
            text.append(' ').append(row.get(column).asText());
        }
        return text.toString();
    }

    private void sql(String statement) {
        spark.sql(statement.replace("TABLE", "delta.`" + lake.resolve("flights") + "`"));
    }

    @Test
    void rowsThatWereLettersAreCountedAsReplayedAndMissedWhenTheyGo() throws Exception {
        CommandLineResult audit = audit();

        assertThat(audit.exitCode()).as(audit.err()).isZero();
        assertThat(row(audit, "rows", "duplicates", "replayed", "explained", "unexplained", "lost"))
                .isEqualTo("replayed 8 0 2 0 2 0");
        assertThat(audit.err())
                .contains("note flights-0 (flights sink, source kafka): 2 rows were dead letters, put back by replay:"
                        + " offsets 3, 5")
                .doesNotContain("FAULT");

        sql("DELETE FROM TABLE WHERE _kafka_offset = 3");
        CommandLineResult after = audit();
        assertThat(row(after, "removed", "lost", "replayed", "explained")).isEqualTo("removed 1 0 1 1");
        assertThat(after.exitCode()).as(after.err()).isZero();
    }

    @Test
    void aRowThatNobodyPutBackIsStillAStrangerAndASecondOneADouble() throws Exception {
        sql("INSERT INTO TABLE VALUES ('flights', 0, 4, 8), ('flights', 0, 20, 40), ('flights', 0, 3, 6)");

        CommandLineResult audit = audit();

        assertThat(audit.exitCode()).isEqualTo(3);
        assertThat(audit.err())
                .contains("version 1 recorded 6 rows in offsets 0..9, replay put 2 letters back, the table holds 9")
                .contains("offsets 20 have rows, but no commit recorded them as landed")
                .contains("1 rows too many: offsets 3 have more than one row");
    }
}
