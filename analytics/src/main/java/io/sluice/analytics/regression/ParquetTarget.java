package io.sluice.analytics.regression;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.job.JobContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/**
 * A folder of Parquet files. A stream is exact for readers that heed Spark's {@code _spark_metadata} beside the files, as Spark does.
 */
record ParquetTarget(String path) implements Target {
    @Override
    public void write(JobContext context, Dataset<Row> scored, Existing existing) {
        if (existing == Existing.FAIL) {
            refuseUsed(context, "the folder has files", "Name another folder, or replace them by --existing overwrite");
        }
        scored.write().mode(existing.mode()).parquet(path);
    }

    /** Spark's file sink passes over batches whose number the folder has: the first ones of a new checkpoint would be lost. */
    @Override
    public DataStreamWriter<Row> stream(JobContext context, Dataset<Row> scored, Existing existing, boolean fresh) {
        if (fresh) {
            refuseUsed(
                    context,
                    "the folder has files and the checkpoint is new, so that its batches are another stream's",
                    "Give the --checkpoint that filled the folder, or another folder");
        }
        return scored.writeStream().format("parquet").option("path", path);
    }

    @Override
    public Optional<Path> checkpoint(JobContext context) {
        return Optional.empty();
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public String label() {
        return "parquet:" + path;
    }

    private void refuseUsed(JobContext context, String why, String remedy) {
        Path folder = new Path(path);
        try {
            FileSystem files =
                    folder.getFileSystem(context.spark().sessionState().newHadoopConf());
            if (files.exists(folder) && files.listStatus(folder).length > 0) {
                throw new JobException("Cannot write the scores to " + label(), why, remedy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + path, e);
        }
    }
}
