package io.sluice.analytics.regression;

import io.delta.tables.DeltaTable;
import io.sluice.analytics.error.JobException;
import io.sluice.analytics.job.JobContext;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/**
 * A table of the lake. A batch is one commit. A stream lands each batch exactly once: Delta's sink writes the query's id and the batch's
 * number as a {@code txn} into the batch's own commit, and passes over a batch whose number the table has.
 */
record DeltaTarget(String table) implements Target {
    @Override
    public void write(JobContext context, Dataset<Row> scored, Existing existing) {
        if (existing == Existing.FAIL && holdsRows(context)) {
            throw new JobException(
                    "Cannot write the scores to " + label(),
                    "the table has rows",
                    "Name another table, or replace its rows by --existing overwrite");
        }
        DataFrameWriter<Row> writer = scored.write().format("delta").mode(existing.mode());
        if (existing == Existing.OVERWRITE) {
            writer.option("overwriteSchema", "true");
        }
        writer.save(location(context));
    }

    @Override
    public DataStreamWriter<Row> stream(JobContext context, Dataset<Row> scored, Existing existing, boolean fresh) {
        if (fresh && existing != Existing.APPEND && holdsRows(context)) {
            throw new JobException(
                    "Cannot start to score into " + label(),
                    "the table has rows and the checkpoint is new: rows that are scored there already would be scored twice",
                    "Give the --checkpoint that filled the table, or another table, or --existing append if its rows are others");
        }
        return scored.writeStream()
                .format("delta")
                .option("mergeSchema", "true")
                .option("path", location(context));
    }

    @Override
    public Optional<Path> checkpoint(JobContext context) {
        return Optional.of(new Path(
                context.lake().root(),
                "_checkpoints/" + context.lake().location(table).getName()));
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public String label() {
        return "delta:" + table;
    }

    private boolean holdsRows(JobContext context) {
        String location = location(context);
        return DeltaTable.isDeltaTable(context.spark(), location)
                && !context.spark().read().format("delta").load(location).isEmpty();
    }

    private String location(JobContext context) {
        return context.lake().location(table).toString();
    }
}
