package io.sluice.analytics.windows;

import io.sluice.analytics.job.JobContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.streaming.DataStreamWriter;

/**
 * A table of the lake, exactly once: append and complete by Delta's own sink, whose commit carries the query's id and the
 * batch's number and is skipped when the table has them; update by a MERGE that a replay repeats with the same result.
 */
record DeltaSink(String table) implements Sink {
    private static final Set<Mode> UPDATE_FIRST = new LinkedHashSet<>(List.of(Mode.UPDATE, Mode.APPEND, Mode.COMPLETE));

    DeltaSink {
        Objects.requireNonNull(table);
    }

    @Override
    public void write(JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode) {
        CountsTable target = target(context);
        target.prepare(context.spark(), counts.schema());
        if (mode == Mode.UPDATE) {
            target.merge(counts, windowing.key());
        } else {
            counts.write().format("delta").mode(SaveMode.Overwrite).save(target.location());
        }
    }

    @Override
    public Set<Mode> batchModes() {
        return new LinkedHashSet<>(List.of(Mode.COMPLETE, Mode.UPDATE));
    }

    @Override
    public Set<Mode> streamModes() {
        return UPDATE_FIRST;
    }

    @Override
    public Optional<Path> defaultCheckpoint(JobContext context) {
        Path location = context.lake().location(table);
        return Optional.of(new Path(new Path(context.lake().root(), "_checkpoints"), location.getName()));
    }

    @Override
    public DataStreamWriter<Row> stream(
            JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode, boolean fresh) {
        CountsTable target = target(context);
        target.prepare(context.spark(), counts.schema());
        if (fresh && mode != Mode.COMPLETE) {
            target.refuseRows(context.spark());
        }
        if (mode == Mode.UPDATE) {
            return counts.writeStream().foreachBatch((batch, id) -> {
                target.merge(batch, windowing.key());
            });
        }
        return counts.writeStream().format("delta").option("path", target.location());
    }

    private CountsTable target(JobContext context) {
        return new CountsTable(label(), context.lake().location(table).toString());
    }

    @Override
    public String label() {
        return "delta:" + (table.startsWith("lake.") ? table.substring("lake.".length()) : table);
    }
}
