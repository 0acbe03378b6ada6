package io.sluice.analytics.regression;

import static io.sluice.analytics.TestCommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.SharedSpark;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path lake;

    private final SparkSession spark = SharedSpark.session(Map.of());

    @Test
    void itRecoversCoefficientsByNameAndDropsWhatIsIncompleteVisibly() throws Exception {
        save(
                "made",
                spark.range(400)
                        .selectExpr(
                                "CAST(id % 50 AS INT) AS x",
                                "CASE WHEN id % 4 = 0 THEN 'B' WHEN id % 4 = 1 THEN 'C' ELSE 'A' END AS category",
                                "id % 3 = 0 AS flag",
                                "id")
                        .selectExpr(
                                "CASE WHEN id = 7 THEN NULL ELSE x END AS x",
                                "CASE WHEN id IN (8, 9) THEN NULL ELSE category END AS category",
                                "flag",
                                "CASE WHEN id = 10 THEN double('NaN') WHEN id = 9 THEN NULL ELSE"
                                        + " 3 * x + 1 + CASE category WHEN 'B' THEN 5 WHEN 'C' THEN -2 ELSE 0 END"
                                        + " + IF(flag, 0.5, 0) END AS y"));

        CommandLineResult trained = train(
                "made",
                "--label",
                "y",
                "--features",
                "x, category, flag",
                "--output",
                "json",
                "--test-fraction",
                "0.25");

        assertThat(trained.err())
                .contains("read 400 rows of made at version 0, dropped 4 that lack the label or a feature:");
        assertThat(trained.err()).contains("category 2", "y 2", "x 1");
        assertThat(trained.exitCode()).isZero();
        List<String> documents = trained.out().lines().toList();
        Map<String, Double> coefficients = coefficients(JSON.readTree(documents.get(0)));
        assertThat(coefficients)
                .containsOnlyKeys(
                        "(intercept)", "x", "category=A", "category=B", "category=C", "flag=false", "flag=true");
        close(coefficients, Map.of("(intercept)", 1.0, "x", 3.0, "category=A", 0.0, "category=B", 5.0));
        close(coefficients, Map.of("category=C", -2.0, "flag=false", 0.0, "flag=true", 0.5));
        JsonNode fit = JSON.readTree(documents.get(1));
        assertThat(fit.get(0).get("count").asLong() + fit.get(1).get("count").asLong())
                .isEqualTo(396);
        assertThat(fit.get(1).get("count").asLong()).isBetween(60L, 140L);
        assertThat(fit.get(1).get("rmse").asDouble()).isLessThan(1e-9);
        assertThat(fit.get(1).get("r2").asDouble()).isCloseTo(1, within(1e-12));

        CommandLineResult again = train(
                "made",
                "--label",
                "y",
                "--features",
                "x, category, flag",
                "--output",
                "json",
                "--test-fraction",
                "0.25");
        assertThat(again.out()).isEqualTo(trained.out());
        assertThat(JSON.readTree(lake.resolve("_sluice/models/made-y/sluice-model.json")
                                .toFile())
                        .get("rows")
                        .toString())
                .contains("\"read\":400", "\"dropped\":4");
        assertThat(PipelineModel.load(lake.resolve("_sluice/models/made-y").toString())
                        .transform(read("made")
                                .where("y IS NOT NULL AND NOT isnan(y) AND x IS NOT NULL AND category IS NOT NULL"))
                        .where("abs(prediction - y) > 1e-9")
                        .count())
                .isZero();
    }

    @Test
    void aNumericModelOfTheFlightsIsTheOneThatTheNormalEquationsGive() throws Exception {
        save("flights", flights());
        Path plot = lake.resolve("delay.png");

        CommandLineResult trained = train(
                "flights",
                "--label",
                "delay",
                "--features",
                "distance,hour(ts) AS hour",
                "--where",
                "origin <> 'DTW'",
                "--seed",
                "7",
                "--plot",
                plot.toString(),
                "--output",
                "json");

        assertThat(trained.err()).contains("plotted");
        assertThat(trained.exitCode()).isZero();
        List<String> documents = trained.out().lines().toList();
        List<double[]> train = rows(7, false);
        List<double[]> test = rows(7, true);
        NormalEquations expected = NormalEquations.solve(train);
        Map<String, Double> coefficients = coefficients(JSON.readTree(documents.get(0)));
        close(
                coefficients,
                Map.of(
                        "distance",
                        expected.coefficients().get(0),
                        "hour",
                        expected.coefficients().get(1)));
        close(coefficients, Map.of("(intercept)", expected.intercept()));
        JsonNode fit = JSON.readTree(documents.get(1));
        assertThat(fit.get(0).get("count").asInt()).isEqualTo(train.size());
        assertThat(fit.get(1).get("count").asInt()).isEqualTo(test.size());
        assertThat(fit.get(0).get("rmse").asDouble()).isCloseTo(expected.rmse(train), within(1e-6));
        assertThat(fit.get(1).get("rmse").asDouble()).isCloseTo(expected.rmse(test), within(1e-6));
        assertThat(fit.get(0).get("r2").asDouble()).isCloseTo(expected.r2(train), within(1e-8));
        assertThat(fit.get(1).get("r2").asDouble()).isCloseTo(expected.r2(test), within(1e-8));
        assertThat(colours(plot)).isGreaterThan(10);
    }

    @Test
    void compactionMovesNoRowBetweenTheSides() {
        save("flights", flights().repartition(8));
        List<Expression> features = Expression.parseList("--features", "distance");
        Dataset<Row> before = split("flights", features);
        List<Row> expected = before.collectAsList();
        spark.sql("OPTIMIZE delta.`" + lake.resolve("flights") + "`");
        assertThat(split("flights", features).collectAsList()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected.size()).isBetween(3_800, 4_200);
    }

    @Test
    void whatCannotBeLearntFromIsRefusedWithTheRemedy() {
        save("flights", flights().limit(20));
        assertThat(train("flights", "--label", "delay", "--features", "ts").err())
                .contains("it is TIMESTAMP in table flights", "hour(ts) AS hour");
        assertThat(train("flights", "--label", "origin", "--features", "distance")
                        .err())
                .contains("Cannot learn to predict 'origin'", "STRING");
        assertThat(train("flights", "--label", "delay", "--features", "distanse")
                        .err())
                .contains("Cannot compute feature 'distanse'", "has the columns _kafka_topic");
        assertThat(train("flights", "--label", "delay", "--features", "distance", "--where", "delay IS NULL")
                        .err())
                .contains("There are no rows to train on", "of 0 rows");
        CommandLineResult unnamed = train("flights", "--label", "delay", "--features", "hour(ts)");
        assertThat(unnamed.exitCode()).isEqualTo(2);
        assertThat(unnamed.err()).contains("'hour(ts)' has no name");
        assertThat(train("flights", "--label", "delay", "--features", "distance", "--test-fraction", "1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(sluice("regression").exitCode()).isEqualTo(2);
    }

    @Test
    void aFeatureThatFollowsFromOthersIsToldAbout() {
        save("flights", flights().limit(500));
        CommandLineResult trained =
                train("flights", "--label", "delay", "--features", "distance,distance * 2 AS twice");
        assertThat(trained.exitCode()).isZero();
        assertThat(trained.err()).contains("one feature follows from others");
    }

    private CommandLineResult train(String table, String... more) {
        return sluice(Stream.concat(
                        Stream.of("regression", "train", "--lake", lake.toString(), "--table", table), Stream.of(more))
                .toArray(String[]::new));
    }

    private Dataset<Row> flights() {
        return FlightRows.read(spark);
    }

    private void save(String table, Dataset<Row> rows) {
        rows.write().format("delta").save(lake.resolve(table).toString());
    }

    private Dataset<Row> read(String table) {
        return spark.read().format("delta").load(lake.resolve(table).toString());
    }

    private Dataset<Row> split(String table, List<Expression> expressions) {
        Dataset<Row> rows = read(table);
        List<Feature> features = new FeatureTypes(rows, table).features(expressions);
        return TrainingRows.of(
                        new Trainer(features).featured(rows), features, Expression.parse("--label", "delay"), 0.2, 1)
                .test();
    }

    /** Distance, hour, delay of the rows on one side, told apart as documented: by a hash of seed and coordinates. */
    private List<double[]> rows(long seed, boolean test) {
        return read("flights")
                .where("origin <> 'DTW'")
                .where("pmod(xxhash64(" + seed + "L, _kafka_topic, _kafka_partition, _kafka_offset), 1000000) "
                        + (test ? "<" : ">=") + " 200000")
                .selectExpr("double(distance)", "double(hour(ts))", "double(delay)")
                .collectAsList()
                .stream()
                .map(row -> new double[] {row.getDouble(0), row.getDouble(1), row.getDouble(2)})
                .toList();
    }

    private static Map<String, Double> coefficients(JsonNode rows) {
        Map<String, Double> coefficients = new HashMap<>();
        rows.forEach(row -> coefficients.put(
                row.get("feature").asText()
                        + (row.get("category").isNull()
                                ? ""
                                : "=" + row.get("category").asText()),
                row.get("coefficient").asDouble()));
        return coefficients;
    }

    private static void close(Map<String, Double> actual, Map<String, Double> expected) {
        expected.forEach((name, value) -> assertThat(actual.get(name)).as(name).isCloseTo(value, within(1e-8)));
    }

    private static long colours(Path png) throws Exception {
        assertThat(Files.size(png)).isPositive();
        BufferedImage image = ImageIO.read(png.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return java.util.Arrays.stream(pixels).distinct().count();
    }
}
