package io.sluice.analytics.regression;

import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.MaxRows;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Standard output; a stream prints a table a batch. */
record ConsoleTarget(MaxRows maxRows) implements Target {
    @Override
    public void write(JobContext context, Dataset<Row> scored, Existing existing) {
        maxRows.print(context, "", scored);
    }

    @Override
    public DataStreamWriter<Row> stream(JobContext context, Dataset<Row> scored, Existing existing, boolean fresh) {
        VoidFunction2<Dataset<Row>, Long> print = (batch, id) -> {
            // Computed once and whole, although a few rows are printed: the counts are taken as the rows flow by.
            Dataset<Row> held = batch.persist();
            try {
                held.count();
                maxRows.print(context, "batch " + id, held);
            } finally {
                held.unpersist();
            }
        };
        return scored.writeStream().foreachBatch(print);
    }

    @Override
    public Optional<Path> checkpoint(JobContext context) {
        return Optional.empty();
    }

    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public String label() {
        return "console";
    }
}
