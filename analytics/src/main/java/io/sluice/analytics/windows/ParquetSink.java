package io.sluice.analytics.windows;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.job.JobContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.streaming.DataStreamWriter;

/**
 * A folder of Parquet files. Files cannot be changed, so only closed windows go there. A stream is exact for readers that
 * heed Spark's {@code _spark_metadata} beside the files, as Spark does.
 */
record ParquetSink(String path) implements Sink {
    ParquetSink {
        Objects.requireNonNull(path);
    }

    @Override
    public void write(JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode) {
        refuseUsed(context, "each run writes the whole result");
        counts.write().mode(SaveMode.Append).parquet(path);
    }

    @Override
    public Set<Mode> batchModes() {
        return Set.of(Mode.APPEND);
    }

    @Override
    public Set<Mode> streamModes() {
        return Set.of(Mode.APPEND);
    }

    @Override
    public Optional<Path> defaultCheckpoint(JobContext context) {
        return Optional.empty();
    }

    /**
     * Spark's file sink skips every batch whose number the folder has already: the first batches of a new checkpoint would be
     * lost without a word.
     */
    @Override
    public DataStreamWriter<Row> stream(
            JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode, boolean fresh) {
        if (fresh) {
            refuseUsed(context, "the checkpoint is new, and the folder's batches are another's");
        }
        return counts.writeStream().format("parquet").option("path", path);
    }

    private void refuseUsed(JobContext context, String why) {
        try {
            Path folder = new Path(path);
            FileSystem files =
                    folder.getFileSystem(context.spark().sessionState().newHadoopConf());
            if (files.exists(folder) && files.listStatus(folder).length > 0) {
                throw new JobException(
                        "Cannot write the counts to " + label(),
                        "the folder has files already and " + why,
                        "Name another folder, or delete this one");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + path, e);
        }
    }

    @Override
    public String label() {
        return "parquet:" + path;
    }
}
