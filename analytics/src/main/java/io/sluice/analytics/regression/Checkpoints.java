package io.sluice.analytics.regression;

import io.sluice.analytics.job.JobContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Spark's checkpoint folders. */
final class Checkpoints {
    private Checkpoints() {}

    /** Whether no batch was ever begun. Spark writes a batch's offsets before it runs it. */
    static boolean fresh(Path folder, JobContext context) {
        Path offsets = new Path(folder, "offsets");
        try {
            FileSystem files =
                    folder.getFileSystem(context.spark().sessionState().newHadoopConf());
            return !files.exists(offsets) || files.listStatus(offsets).length == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkpoint " + folder, e);
        }
    }
}
