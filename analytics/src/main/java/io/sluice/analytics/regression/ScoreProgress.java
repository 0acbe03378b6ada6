package io.sluice.analytics.regression;

import io.sluice.analytics.output.Progress;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** Follows a stream's batches: a line for each, and the sum of all. */
final class ScoreProgress {
    private final Progress progress;
    private long last = -1;
    private long batches;
    private Scored total = Scored.NONE;

    ScoreProgress(Progress progress) {
        this.progress = progress;
    }

    /** Takes those of a query's recent batches that it has not seen. */
    void take(StreamingQueryProgress... recent) {
        for (StreamingQueryProgress batch : recent) {
            // Between batches Spark reports that it is idle in the same form.
            if (batch.batchId() > last && batch.durationMs().containsKey("addBatch")) {
                last = batch.batchId();
                batches++;
                Scored scored = Scorer.observed(batch.observedMetrics());
                total = total.plus(scored);
                progress.line("batch " + batch.batchId() + "  " + scored + "  "
                        + batch.durationMs().get("triggerExecution") + " ms");
            }
        }
    }

    long batches() {
        return batches;
    }

    Scored total() {
        return total;
    }
}
