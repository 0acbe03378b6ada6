package io.sluice.analytics.materialize;

import io.sluice.analytics.output.Progress;

/** Follows the batches: a line for each, and the sum of all. The stream's thread tells, the command's asks. */
final class MergeReport {
    private final Progress progress;
    private Merged total = Merged.NONE;

    MergeReport(Progress progress) {
        this.progress = progress;
    }

    synchronized void take(long batch, Merged merged) {
        total = total.plus(merged);
        progress.line("batch " + batch + "  " + merged);
    }

    synchronized Merged total() {
        return total;
    }
}
