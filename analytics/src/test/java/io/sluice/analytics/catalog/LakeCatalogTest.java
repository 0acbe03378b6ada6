package io.sluice.analytics.catalog;

import static io.sluice.analytics.TestCommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LakeCatalogTest {
    @TempDir
    static Path lake;

    @BeforeAll
    static void twoTablesAndWhatIsNone() throws IOException {
        SparkSession spark = SharedSpark.session(Map.of());
        for (int version = 0; version < 3; version++) {
            spark.range(10L * version, 10L * version + 10)
                    .write()
                    .format("delta")
                    .mode(SaveMode.Append)
                    .save(lake.resolve("events").toString());
        }
        spark.range(2).write().format("delta").save(lake.resolve("a-b.c").toString());
        spark.range(2).write().format("delta").save(lake.resolve("_hidden").toString());
        Files.createDirectories(lake.resolve("_sluice/_delta_log"));
        Files.createDirectories(lake.resolve("parquet"));
    }

    private static CommandLineResult csv(String sql) {
        return sluice("sql", "--lake", lake.toString(), "--output", "csv", sql);
    }

    @Test
    void showsTheDeltaTablesAndNothingElse() {
        CommandLineResult result = csv("SHOW TABLES IN lake");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("namespace,tableName,isTemporary\n\"\",a-b.c,false\n\"\",events,false\n");
    }

    @Test
    void readsByNameAndTravelsInTime() {
        assertThat(csv("SELECT count(*) n FROM lake.events").out()).isEqualTo("n\n30\n");
        assertThat(csv("SELECT count(*) n FROM lake.events VERSION AS OF 1").out())
                .isEqualTo("n\n20\n");
        assertThat(csv("SELECT count(*) n FROM lake.`a-b.c`").out()).isEqualTo("n\n2\n");
        assertThat(csv("USE lake; SELECT max(id) n FROM events").out()).isEqualTo("n\n29\n");
        String history =
                csv("DESCRIBE HISTORY delta.`" + lake.resolve("events") + "`").out();
        String first = history.lines()
                .filter(line -> line.startsWith("0,"))
                .map(line -> line.split(",", -1)[1])
                .findFirst()
                .orElseThrow();
        assertThat(csv("SELECT count(*) n FROM lake.events TIMESTAMP AS OF '" + first + "'"))
                .isEqualTo(new CommandLineResult(0, "n\n10\n", ""));
    }

    @Test
    void showsATablesHistoryByNameWhereSparkKnowsCatalogsThere() {
        CommandLineResult history = csv("DESCRIBE HISTORY lake.events");
        if (SharedSpark.session(Map.of()).version().startsWith("3.4.")) {
            assertThat(history.err()).contains("error: ").contains("lake");
        } else {
            assertThat(history.out().lines().skip(1)).hasSize(3).allMatch(line -> line.contains(",WRITE,"));
        }
    }

    @Test
    void aQueryThatDoesNotFitIsExplainedWithoutItsPlan() {
        CommandLineResult result = csv("SELECT nothing FROM lake.events");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("`nothing` cannot be resolved").doesNotContain("Project");
        assertThat(csv("SELEC 1").err()).contains("Syntax error").contains("^^^");
    }

    @Test
    void changesRowsInPlace() {
        SparkSession spark = SharedSpark.session(Map.of());
        spark.range(5)
                .selectExpr("id", "'old' v")
                .write()
                .format("delta")
                .save(lake.resolve("dml").toString());
        CommandLineResult result = csv(
                """
                INSERT INTO lake.dml VALUES (5, 'new');
                UPDATE lake.dml SET v = 'updated' WHERE id = 1;
                DELETE FROM lake.dml WHERE id = 2;
                MERGE INTO lake.dml t USING (SELECT id, 'merged' v FROM lake.dml WHERE id = 3) s ON t.id = s.id
                    WHEN MATCHED THEN UPDATE SET v = s.v;
                SELECT id, v FROM lake.dml ORDER BY id""");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).endsWith("id,v\n0,old\n1,updated\n3,merged\n4,old\n5,new\n");
    }

    @Test
    void anUnknownTableNamesTheKnownOnes() {
        CommandLineResult result = csv("SELECT * FROM lake.evnets");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("error: Table evnets is not in the lake file:" + lake)
                .contains("a-b.c, ")
                .contains("events")
                .doesNotContain("_hidden")
                .contains("remedy: Check the name");
        assertThat(csv("SELECT * FROM lake.x.y").err()).contains("Table x.y is not in the lake");
        assertThat(csv("SELECT * FROM lake._hidden").err()).contains("Table _hidden is not in the lake");
    }

    @Test
    void whatWouldMakeOrRemoveTablesIsRefusedWithTheWayToDoIt() {
        assertThat(csv("CREATE TABLE lake.made (id INT)").err())
                .contains("CREATE TABLE lake.made is not supported")
                .contains("CREATE TABLE delta.`file:" + lake + "/made`");
        assertThat(csv("DROP TABLE lake.events").err()).contains("DROP TABLE lake.events is not supported");
        assertThat(csv("DROP TABLE IF EXISTS lake.nothing").exitCode()).isZero();
        assertThat(csv("ALTER TABLE lake.events RENAME TO lake.other").err())
                .contains("RENAME TABLE lake.events is not supported");
    }

    @Test
    void aLakeThatIsNotThereOrNotGivenIsSaid() {
        CommandLineResult absent =
                sluice("sql", "--lake", lake.resolve("absent").toString(), "SHOW TABLES IN lake");
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).contains("there is no such folder").contains("Check --lake");
        assertThat(sluice("sql", "SHOW TABLES IN lake").err()).contains("spark.sql.catalog.lake.path is not set");
    }
}
