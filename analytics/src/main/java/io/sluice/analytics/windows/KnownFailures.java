package io.sluice.analytics.windows;

import io.sluice.analytics.error.JobException;
import java.util.List;

/** The failures of a source that a user can mend, in words. */
final class KnownFailures {
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

    private KnownFailures() {}

    /** {@code failure} explained; itself if it is not known, or explained already. */
    static Exception explained(Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof JobException) {
                return failure;
            }
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String text = String.valueOf(t).strip();
            for (Known known : KNOWN) {
                if (text.contains(known.sign())) {
                    String why = text.lines().findFirst().orElse(text);
                    return new JobException(known.problem(), why, known.remedy(), failure);
                }
            }
        }
        return failure;
    }
}
