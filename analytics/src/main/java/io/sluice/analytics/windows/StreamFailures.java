package io.sluice.analytics.windows;

import io.sluice.analytics.error.JobException;
import java.util.List;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** The failures of a stream that a user can mend, in words. */
final class StreamFailures {
    /** @param sign what the messages of Spark, Delta or Kafka have in common for it */
    private record Known(String sign, String problem, String remedy) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "skipChangeCommits",
                    "The source table had rows changed, not only added",
                    "Give --skip-change-commits to pass over such commits: rows that they changed keep the count they had. "
                            + "For exact counts begin anew: a new --checkpoint and a new target"),
            new Known(
                    "ignoreDeletes",
                    "The source table had rows deleted",
                    "Give --skip-change-commits to pass over such commits: deleted rows stay counted"),
            new Known(
                    "failOnDataLoss",
                    "Rows that the checkpoint counts on are gone from the source",
                    "Count what is left with a new --checkpoint and a new target, or accept the gap with "
                            + "--source-option failOnDataLoss=false"),
            new Known(
                    "UnknownTopicOrPartition",
                    "Kafka does not have the topic",
                    "Create it, or check its name and --bootstrap"),
            new Known(
                    "Detected schema change",
                    "The source table's columns changed",
                    "Run the same command again: it goes on from the checkpoint with the new columns"));

    private StreamFailures() {}

    /** {@code failure} explained; if it is not known, it is thrown as it is. */
    static JobException explained(StreamingQueryException failure) throws StreamingQueryException {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof JobException explained) {
                return explained;
            }
            String text = String.valueOf(t);
            for (Known known : KNOWN) {
                if (text.contains(known.sign())) {
                    return new JobException(known.problem(), text.strip(), known.remedy(), failure);
                }
            }
        }
        throw failure;
    }
}
