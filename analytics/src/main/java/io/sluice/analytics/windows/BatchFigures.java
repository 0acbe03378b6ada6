package io.sluice.analytics.windows;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * The numbers of one batch of a stream.
 *
 * @param late groups of rows that were dropped as too late: at least one row each
 * @param open counts in state after the batch
 */
record BatchFigures(
        long id,
        long read,
        double rowsPerSecond,
        Measures.Left left,
        long late,
        long written,
        long open,
        long millis,
        Instant watermarkBefore,
        Optional<Instant> latestRow) {

    static BatchFigures of(StreamingQueryProgress batch, Mode mode) {
        return new BatchFigures(
                batch.batchId(),
                batch.numInputRows(),
                Double.isFinite(batch.processedRowsPerSecond()) ? batch.processedRowsPerSecond() : 0,
                Measures.left(batch.observedMetrics()),
                sum(batch, StateOperatorProgress::numRowsDroppedByWatermark),
                sum(batch, written(mode)),
                sum(batch, StateOperatorProgress::numRowsTotal),
                batch.durationMs().get("triggerExecution"),
                time(batch, "watermark").orElse(Instant.EPOCH),
                time(batch, "max"));
    }

    /** From the state, since Spark gives no observed metrics for a batch that has no new rows and only closes windows. */
    private static ToLongFunction<StateOperatorProgress> written(Mode mode) {
        return switch (mode) {
            case APPEND -> StateOperatorProgress::numRowsRemoved;
            case UPDATE -> StateOperatorProgress::numRowsUpdated;
            case COMPLETE -> StateOperatorProgress::numRowsTotal;
        };
    }

    private static long sum(StreamingQueryProgress batch, ToLongFunction<StateOperatorProgress> number) {
        return Arrays.stream(batch.stateOperators()).mapToLong(number).sum();
    }

    private static Optional<Instant> time(StreamingQueryProgress batch, String name) {
        return Optional.ofNullable(batch.eventTime().get(name)).map(Instant::parse);
    }

    /** {@code batch 42  in 12,500 (2,083/s)  out 310  watermark 2001-01-01 10:18:50  state 1,200  380 ms}. */
    String line(Optional<Instant> watermark) {
        return "batch " + id
                + number("  in ", read)
                + number(" (", Math.round(rowsPerSecond)) + "/s)"
                + unlessZero("  without time ", left.withoutTime())
                + unlessZero("  malformed ", left.malformed())
                + unlessZero("  late at least ", late)
                + number("  out ", written)
                + watermark
                        .map(time -> "  watermark " + OpenWindows.format(time))
                        .orElse("")
                + number("  state ", open)
                + number("  ", millis) + " ms";
    }

    private static String unlessZero(String label, long number) {
        return number == 0 ? "" : number(label, number);
    }

    private static String number(String label, long number) {
        return label + String.format(Locale.ROOT, "%,d", number);
    }
}
