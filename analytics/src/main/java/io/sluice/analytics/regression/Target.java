package io.sluice.analytics.regression;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.MaxRows;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Where scored rows go. */
sealed interface Target permits ConsoleTarget, DeltaTarget, ParquetTarget {
    static Target parse(String text, MaxRows maxRows) {
        if (text.equals("console")) {
            return new ConsoleTarget(maxRows);
        }
        if (text.startsWith("delta:") && text.length() > "delta:".length()) {
            return new DeltaTarget(text.substring("delta:".length()));
        }
        if (text.startsWith("parquet:") && text.length() > "parquet:".length()) {
            return new ParquetTarget(text.substring("parquet:".length()));
        }
        throw new UsageException("--to " + text + " is not known: write console, delta:TABLE or parquet:PATH");
    }

    /** Writes the scores of a whole table. */
    void write(JobContext context, Dataset<Row> scored, Existing existing);

    /**
     * Prepares the target for a stream.
     *
     * @param fresh the stream begins at the table's first row
     */
    DataStreamWriter<Row> stream(JobContext context, Dataset<Row> scored, Existing existing, boolean fresh);

    /** Where a stream remembers how far it is when the user does not say; empty if the user must, or need not. */
    Optional<Path> checkpoint(JobContext context);

    /** Whether what is written outlives the job, so that a stream must remember what it wrote. */
    boolean lasting();

    String label();
}
