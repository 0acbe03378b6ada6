package io.sluice.analytics.windows;

import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.MaxRows;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Standard output. A stream prints a table a batch that has rows. */
record ConsoleSink(MaxRows maxRows) implements Sink {
    @Override
    public void write(JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode) {
        maxRows.print(context, "", counts.orderBy(windowing.order()));
    }

    @Override
    public Set<Mode> batchModes() {
        return Set.of(Mode.COMPLETE);
    }

    @Override
    public Set<Mode> streamModes() {
        return new LinkedHashSet<>(List.of(Mode.UPDATE, Mode.APPEND, Mode.COMPLETE));
    }

    /** None: without {@code --checkpoint} each run prints everything again, and Spark forgets it at the end. */
    @Override
    public Optional<Path> defaultCheckpoint(JobContext context) {
        return Optional.empty();
    }

    @Override
    public DataStreamWriter<Row> stream(
            JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode, boolean fresh) {
        VoidFunction2<Dataset<Row>, Long> print = (batch, id) -> {
            // Collected first: to sort a stateful batch in Spark would compute it twice.
            List<Row> rows = batch.collectAsList();
            if (!rows.isEmpty()) {
                Dataset<Row> held = batch.sparkSession().createDataFrame(rows, batch.schema());
                maxRows.print(context, "batch " + id, held.orderBy(windowing.order()));
            }
        };
        return counts.writeStream().foreachBatch(print);
    }

    @Override
    public String label() {
        return "console";
    }
}
