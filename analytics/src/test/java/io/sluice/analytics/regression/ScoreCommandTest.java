package io.sluice.analytics.regression;

import static io.sluice.analytics.TestCommandLine.sluice;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScoreCommandTest {
    @TempDir
    private static Path lake;

    private static String model;
    private static SparkSession spark;

    /** One model for all: delay by distance, hour and origin, trained on flights that leave out one airport. */
    @BeforeAll
    static void train() {
        spark = SharedSpark.session(Map.of());
        model = lake.resolve("models/delay").toString();
        append("training", FlightRows.read(spark).where("origin <> 'LAS'").limit(3_000));
        CommandLineResult trained = run(
                "regression",
                "train",
                "--table",
                "training",
                "--label",
                "delay",
                "--features",
                "distance,hour(ts) AS hour,origin",
                "--test-fraction",
                "0",
                "--model",
                model);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
    }

    @Test
    void aStreamScoresAsABatchDoesAndGoesOnFromItsCheckpoint() throws Exception {
        Dataset<Row> flights = FlightRows.read(spark).limit(2_000);
        append("flights", flights.where("_kafka_offset < 300"));
        CommandLineResult first = score("flights", "--to", "delta:scored", "--available-now");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("new checkpoint").contains("batch 0  1200 rows");

        append("flights", flights.where("_kafka_offset >= 300"));
        CommandLineResult second = score("flights", "--to", "delta:scored", "--available-now");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).contains("going on from checkpoint").contains("batch 1  800 rows");
        // Spark wrote the batch and died before it could say so: the batch is run again.
        Files.delete(lake.resolve("_checkpoints/scored/commits/1"));
        Files.delete(lake.resolve("_checkpoints/scored/commits/.1.crc"));
        assertThat(score("flights", "--to", "delta:scored", "--available-now").exitCode())
                .isZero();

        CommandLineResult batch = score("flights", "--to", "delta:scored_whole");
        assertThat(batch.exitCode()).as(batch.err()).isZero();
        Dataset<Row> streamed = read("scored");
        Dataset<Row> whole = read("scored_whole");
        assertThat(streamed.columns())
                .containsExactly(
                        "_kafka_topic",
                        "_kafka_partition",
                        "_kafka_offset",
                        "delay",
                        "distance",
                        "origin",
                        "ts",
                        "prediction");
        assertThat(streamed.count()).isEqualTo(2_000);
        assertThat(streamed.exceptAll(whole).isEmpty()).isTrue();
        assertThat(whole.exceptAll(streamed).isEmpty()).isTrue();
        long unseen = flights.select("origin")
                .join(read("training").selectExpr("origin AS known"), expr("origin = known"), "left_anti")
                .count();
        assertThat(unseen).isPositive();
        assertThat(batch.err()).contains("2000 rows, " + unseen + " of a category that training never saw");
        assertThat(score("flights", "--to", "delta:scored_whole").err()).contains("the table has rows");
        assertThat(score(
                                "flights",
                                "--to",
                                "delta:scored",
                                "--available-now",
                                "--checkpoint",
                                lake.resolve("other") + "")
                        .err())
                .contains("the checkpoint is new");
        Path checkpoint = lake.resolve("_checkpoints/scored");
        assertThat(score("flights", "--to", "delta:elsewhere", "--available-now", "--checkpoint", checkpoint + "")
                        .err())
                .contains("is another query's", "to=delta:scored");
        assertThat(score("flights", "--to", "delta:scored_whole", "--existing", "overwrite")
                        .exitCode())
                .isZero();
        assertThat(read("scored_whole").count()).isEqualTo(2_000);
    }

    @Test
    void thePredictionIsTheSumOfTheReportedCoefficients() throws Exception {
        JsonNode card =
                new ObjectMapper().readTree(Path.of(model, "sluice-model.json").toFile());
        append(
                "two",
                spark.sql("SELECT 'a' AS id, 100 AS distance, TIMESTAMP '2001-01-01 05:10:00' AS ts, 'HNL' AS origin"
                        + " UNION ALL SELECT 'b', CAST(NULL AS INT), TIMESTAMP '2001-01-01 05:10:00', 'HNL'"
                        + " UNION ALL SELECT 'c', 100, TIMESTAMP '2001-01-01 05:10:00', 'nowhere'"));

        CommandLineResult scored = score("two", "--output", "json", "--prediction-column", "expected");

        assertThat(scored.exitCode()).as(scored.err()).isZero();
        assertThat(scored.err()).contains("3 rows, 1 without a prediction: a feature is missing, 1 of a category");
        JsonNode rows = new ObjectMapper().readTree(scored.out());
        double base =
                card.get("intercept").asDouble() + 100 * coefficient(card, "distance") + 5 * coefficient(card, "hour");
        for (JsonNode row : rows) {
            switch (row.get("id").asText()) {
                case "a" -> close(row, base + coefficient(card, "origin=HNL"));
                case "b" -> assertThat(row.get("expected").isNull()).isTrue();
                default -> close(row, base);
            }
        }
    }

    @Test
    void parquetAndConsoleTakeScoresToo() throws Exception {
        append("few", FlightRows.read(spark).limit(40));
        String folder = lake.resolve("out").toString();
        assertThat(score("few", "--to", "parquet:" + folder).exitCode()).isZero();
        assertThat(spark.read().parquet(folder).where("prediction IS NOT NULL").count())
                .isEqualTo(40);
        assertThat(score("few", "--to", "parquet:" + folder).err()).contains("the folder has files");
        CommandLineResult console = score("few", "--available-now", "--max-rows", "3");
        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(console.out()).contains("batch 0", "prediction");
        assertThat(console.err()).contains("only the first 3 rows are shown", "scored few to console: 40 rows");
        String stream = lake.resolve("out-stream").toString();
        assertThat(score("few", "--to", "parquet:" + stream, "--available-now").exitCode())
                .isEqualTo(2);
        assertThat(score("few", "--to", "parquet:" + stream, "--available-now", "--checkpoint", lake.resolve("cp") + "")
                        .exitCode())
                .isZero();
        assertThat(spark.read().parquet(stream).count()).isEqualTo(40);
    }

    @Test
    void aTableThatTheModelCannotScoreIsRefusedBeforeARowIsRead() {
        append("wrong", spark.sql("SELECT 'far' AS distance, 'HNL' AS origin"));
        CommandLineResult refused = score("wrong", "--to", "delta:never");
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err())
                .contains("The model of training cannot score table wrong")
                .contains("feature 'distance' is STRING here and was BIGINT in training")
                .contains("Cannot compute feature 'hour' = hour(ts)");
        assertThat(lake.resolve("never")).doesNotExist();
        append("named", FlightRows.read(spark).limit(3).selectExpr("*", "1 AS Prediction"));
        assertThat(score("named").err()).contains("--prediction-column");
        assertThat(score("named", "--to", "delta:named", "--prediction-column", "p")
                        .err())
                .contains("is the table that is scored");
        CommandLineResult absent = run("regression", "score", "--table", "named", "--model", lake.resolve("none") + "");
        assertThat(absent.err()).contains("There is no model in", "regression train --model");
    }

    @Test
    void deletedRowsStopAStreamUnlessTheyAreToBePassedOver() throws IOException {
        append("edited", FlightRows.read(spark).limit(40));
        assertThat(score("edited", "--to", "delta:edited_scored", "--available-now")
                        .exitCode())
                .isZero();
        spark.sql("DELETE FROM delta.`" + lake.resolve("edited") + "` WHERE _kafka_offset = 3");
        CommandLineResult stopped = score("edited", "--to", "delta:edited_scored", "--available-now");
        assertThat(stopped.exitCode()).isOne();
        assertThat(stopped.err()).contains("had rows changed or deleted", "--skip-change-commits");
        assertThat(score("edited", "--to", "delta:edited_scored", "--available-now", "--skip-change-commits")
                        .exitCode())
                .isZero();
        assertThat(read("edited_scored").count()).isEqualTo(40);
    }

    @Test
    void optionsThatContradictEachOtherAreUsageErrors() {
        for (List<String> options : List.of(
                List.of("--follow", "--available-now"),
                List.of("--checkpoint", "x"),
                List.of("--existing", "append"),
                List.of("--existing", "overwrite", "--available-now"),
                List.of("--to", "csv:x"))) {
            assertThat(score("training", options.toArray(String[]::new)).exitCode())
                    .as(options + "")
                    .isEqualTo(2);
        }
    }

    @Test
    void aModelOfANewerSparkIsRefused() {
        assertThat(ModelStore.newer("4.0.0", "3.5.7")).isTrue();
        assertThat(ModelStore.newer("3.5.1", "3.4.4")).isTrue();
        assertThat(ModelStore.newer("3.4.4", "3.5.7")).isFalse();
        assertThat(ModelStore.newer("3.5.9", "3.5.7")).isFalse();
    }

    private static CommandLineResult score(String table, String... more) {
        return run(Stream.concat(Stream.of("regression", "score", "--table", table, "--model", model), Stream.of(more))
                .toArray(String[]::new));
    }

    private static CommandLineResult run(String... line) {
        return sluice(Stream.concat(Stream.of(line), Stream.of("--lake", lake.toString()))
                .toArray(String[]::new));
    }

    private static void append(String table, Dataset<Row> rows) {
        rows.write().format("delta").mode("append").save(lake.resolve(table).toString());
    }

    private static Dataset<Row> read(String table) {
        return spark.read().format("delta").load(lake.resolve(table).toString());
    }

    private static double coefficient(JsonNode card, String name) {
        return card.get("coefficients").get(name).asDouble();
    }

    private static void close(JsonNode row, double expected) {
        assertThat(row.get("expected").asDouble()).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-8));
    }
}
