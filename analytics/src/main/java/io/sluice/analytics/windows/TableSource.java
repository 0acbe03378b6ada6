package io.sluice.analytics.windows;

import io.sluice.analytics.job.JobContext;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * A table of the lake. A stream reads it by its path, since Spark cannot stream from a table of a catalog other than its own.
 *
 * @param skipChangeCommits whether to pass over commits that rewrite rows (UPDATE, DELETE, MERGE): their new rows are not
 *     counted, their old ones stay counted. Without it such a commit fails the stream. OPTIMIZE changes no row and is no such commit
 */
record TableSource(String table, boolean skipChangeCommits, Map<String, String> options) implements Source {
    private static final String FILES_PER_BATCH = "maxFilesPerTrigger";

    TableSource {
        Objects.requireNonNull(table);
        options = Map.copyOf(options);
    }

    @Override
    public Dataset<Row> batch(JobContext context) {
        return context.spark()
                .read()
                .format("delta")
                .options(options)
                .load(path(context).toString());
    }

    /**
     * The table as it stands is one batch, unless the user sets a limit: Delta splits it into batches of 1000 files by the
     * files' age, and from the second batch on rows older than the watermark would be dropped as late. Delta's remedy,
     * withEventTimeOrder, is set too, but open-source Delta up to 4.0 knows it in its documentation only.
     */
    @Override
    public Dataset<Row> stream(JobContext context, boolean watermarked) {
        DataStreamReader reader = context.spark().readStream().format("delta").option("failOnDataLoss", "true");
        if (watermarked) {
            reader = reader.option("withEventTimeOrder", "true");
            if (options.keySet().stream().noneMatch(FILES_PER_BATCH::equalsIgnoreCase)) {
                reader = reader.option(FILES_PER_BATCH, Integer.toString(Integer.MAX_VALUE));
            }
        }
        if (skipChangeCommits) {
            reader = reader.option("skipChangeCommits", "true");
        }
        return reader.options(options).load(path(context).toString());
    }

    private Path path(JobContext context) {
        return context.lake().require(table);
    }

    @Override
    public String defaultTime() {
        return "_kafka_timestamp";
    }

    @Override
    public String label() {
        return "lake." + (table.startsWith("lake.") ? table.substring("lake.".length()) : table);
    }
}
