package io.sluice.analytics.windows;

import io.sluice.analytics.output.Progress;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** Follows a stream's batches: a line for each, the sums of all, and in append mode why windows are held back. */
final class StreamReport {
    private final Progress progress;
    private final Windowing windowing;
    private final StreamSettings settings;

    private StreamTotals totals = StreamTotals.NONE;
    private long open;
    private String last = "";
    private Optional<Instant> watermark = Optional.empty();
    private boolean explained;

    StreamReport(Progress progress, Windowing windowing, StreamSettings settings) {
        this.progress = progress;
        this.windowing = windowing;
        this.settings = settings;
    }

    /** Takes those of a query's recent batches that it has not seen; their timestamps ascend. */
    void take(StreamingQueryProgress... recent) {
        for (StreamingQueryProgress batch : recent) {
            if (batch.timestamp().compareTo(last) > 0) {
                last = batch.timestamp();
                // Between batches Spark reports in the same form that it is idle.
                if (batch.durationMs().containsKey("addBatch")) {
                    take(BatchFigures.of(batch, settings.mode()));
                }
            }
        }
    }

    private void take(BatchFigures batch) {
        totals = totals.plus(batch);
        open = batch.open();
        advance(batch.watermarkBefore());
        if (settings.mode().watermarked()) {
            batch.latestRow()
                    .ifPresent(time -> advance(time.minus(settings.delay().length())));
        }
        progress.line(batch.line(watermark));
        explained = settings.mode() == Mode.APPEND
                && batch.written() == 0
                && !openWindows().dueSince(batch.watermarkBefore());
        if (explained) {
            progress.line(openWindows().explanation());
        }
    }

    /** A batch reports the watermark that it ran with, 1970 until a row had a time; its own rows move it for the next. */
    private void advance(Instant time) {
        if (time.isAfter(watermark.orElse(Instant.EPOCH))) {
            watermark = Optional.of(time);
        }
    }

    /** What is to be said of the whole when the stream has ended. */
    void end() {
        if (totals.batches() == 0) {
            progress.line("nothing new to count");
        } else if (settings.mode() == Mode.APPEND && !explained) {
            progress.line(openWindows().explanation());
        }
        if (totals.late() > 0) {
            progress.line("rows came later than the watermark allows and were dropped: a --watermark longer than "
                    + settings.delay().text() + " waits for them");
        }
    }

    private OpenWindows openWindows() {
        return new OpenWindows(windowing, settings.delay(), watermark, open);
    }

    StreamTotals totals() {
        return totals;
    }
}
