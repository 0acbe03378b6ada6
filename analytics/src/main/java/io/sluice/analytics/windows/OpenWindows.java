package io.sluice.analytics.windows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What append mode holds back, and until when.
 *
 * @param watermark how far event time has certainly come; empty before the first row
 * @param open counts in state: one for each window and group that has rows
 */
record OpenWindows(Windowing windowing, Interval delay, Optional<Instant> watermark, long open) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    OpenWindows {
        Objects.requireNonNull(windowing);
        Objects.requireNonNull(delay);
        Objects.requireNonNull(watermark);
    }

    /** The end of the first window that is still open at {@code time}: windows begin at multiples of the slide. */
    Instant nextEnd(Instant time) {
        long window = windowing.window().length().toMillis();
        long slide = windowing.slide().length().toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli() - window, slide) + 1) * slide + window);
    }

    /** Whether the watermark has passed a window's end since it stood at {@code before}: then Spark's next batch writes. */
    boolean dueSince(Instant before) {
        return watermark.map(now -> !nextEnd(before).isAfter(now)).orElse(false);
    }

    String explanation() {
        if (watermark.isEmpty()) {
            return "append: nothing is due yet: no row with a time has been read";
        }
        Instant end = nextEnd(watermark.get());
        return "append: " + String.format(Locale.ROOT, "%,d", open) + (open == 1 ? " count is" : " counts are")
                + " held back: the watermark stands at " + format(watermark.get()) + " (the latest row less "
                + delay.text() + "), and windows that end later are open. The next that can close, "
                + format(end.minus(windowing.window().length())) + " to " + format(end)
                + ", is written after a row of " + format(end.plus(delay.length())) + " or later";
    }

    static String format(Instant time) {
        return TIME.format(time);
    }
}
