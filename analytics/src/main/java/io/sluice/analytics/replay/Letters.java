package io.sluice.analytics.replay;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.sluice.analytics.catalog.Lake;
import io.sluice.analytics.catalog.Replays;
import io.sluice.analytics.error.JobException;
import io.sluice.analytics.job.JobContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The connector's dead letters, as its class {@code DeadLetterRows} lays them out. */
final class Letters {
    static final String TABLE = "table";

    private static final List<String> OWN =
            List.of("key", "value", "headers", "stage", "code", "field", "message", TABLE);

    private Letters() {}

    /** The letters that the settings choose, each once for a table: a record that was delivered again after offsets were moved may be there twice. */
    static Dataset<Row> read(JobContext context, ReplaySettings settings) {
        Dataset<Row> source = source(context, settings.letters());
        List<String> columns =
                Stream.concat(Replays.IDENTITY.stream(), OWN.stream()).toList();
        List<String> there = Arrays.asList(source.columns());
        List<String> lacking =
                columns.stream().filter(name -> !there.contains(name)).toList();
        if (!lacking.isEmpty()) {
            throw new JobException(
                    "Cannot replay from " + settings.letters(),
                    "it is no table of dead letters: it lacks the columns " + String.join(", ", lacking),
                    "Name the table that the connector's dead.letter.table names");
        }
        Dataset<Row> letters = source.select(
                        columns.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new))
                .withColumn("key_text", expr("CAST(key AS STRING)"))
                .withColumn("value_text", expr("CAST(value AS STRING)"));
        Stream<String> table = settings.into().isPresent() ? Stream.empty() : Stream.of(TABLE);
        return letters.where(
                        settings.where().map(sql -> expr("(" + sql + "\n)")).orElse(lit(true)))
                .dropDuplicates(Stream.concat(Replays.IDENTITY.stream(), table).toArray(String[]::new));
    }

    private static Dataset<Row> source(JobContext context, String name) {
        SparkSession spark = context.spark();
        if (!name.contains("/")) {
            Lake lake = context.lake();
            String table = lake.location(name).getName();
            if (!lake.exists(table)) {
                lake.require(table);
            }
            return spark.table("lake.`" + table + "`");
        }
        return spark.read().format(isDelta(spark, name) ? "delta" : "sluice").load(name);
    }

    private static boolean isDelta(SparkSession spark, String path) {
        try {
            Path log = new Path(path, "_delta_log");
            return log.getFileSystem(spark.sessionState().newHadoopConf()).exists(log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Those that are not in {@code others}, which has the columns {@code by}. */
    static Dataset<Row> without(Dataset<Row> letters, Dataset<Row> others, List<String> by) {
        Dataset<Row> left = letters.as("l");
        Dataset<Row> right = others.as("o");
        Column same = by.stream()
                .map(name -> col("l." + name).eqNullSafe(col("o." + name)))
                .reduce(Column::and)
                .orElseThrow();
        return left.join(right, same, "left_anti");
    }
}
