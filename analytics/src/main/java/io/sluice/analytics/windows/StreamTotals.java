package io.sluice.analytics.windows;

import io.sluice.analytics.output.ResultTable;
import java.util.List;

/** The sums over a stream's batches. */
record StreamTotals(long batches, long read, long withoutTime, long malformed, long late, long written) {
    static final StreamTotals NONE = new StreamTotals(0, 0, 0, 0, 0, 0);

    StreamTotals plus(BatchFigures batch) {
        return new StreamTotals(
                batches + 1,
                read + batch.read(),
                withoutTime + batch.left().withoutTime(),
                malformed + batch.left().malformed(),
                late + batch.late(),
                written + batch.written());
    }

    ResultTable table(String target) {
        return new ResultTable(
                "",
                List.of(
                        "batches",
                        "rows_read",
                        "rows_without_time",
                        "rows_malformed",
                        "rows_late_at_least",
                        "counts_written",
                        "target"),
                List.of(List.of(batches, read, withoutTime, malformed, late, written, target)));
    }
}
