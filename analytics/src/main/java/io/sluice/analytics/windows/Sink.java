package io.sluice.analytics.windows;

import io.sluice.analytics.job.JobContext;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Where the counts go. */
sealed interface Sink permits ConsoleSink, DeltaSink, ParquetSink, KafkaSink {
    /** Writes the counts of a finished computation. */
    void write(JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode);

    /** The modes in which a finished computation can be written, the default first. */
    Set<Mode> batchModes();

    /** The modes in which a stream can be written, the default first. */
    Set<Mode> streamModes();

    /** Where a stream remembers how far it is when the user names no place; empty when the user must. */
    Optional<Path> defaultCheckpoint(JobContext context);

    /**
     * Prepares the target and describes the writing.
     *
     * @param fresh whether the stream's checkpoint is new: then a target with rows is refused where they would be counted twice
     */
    DataStreamWriter<Row> stream(
            JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode, boolean fresh);

    /** Names the target in messages and in the checkpoint. */
    String label();
}
