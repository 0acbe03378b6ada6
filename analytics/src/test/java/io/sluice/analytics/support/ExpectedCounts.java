package io.sluice.analytics.support;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts by window, in plain Java: what Spark has to find. */
public final class ExpectedCounts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Map<Instant, Map<String, Long>> byStart = new TreeMap<>();
    private final Duration window;

    private ExpectedCounts(Duration window) {
        this.window = window;
    }

    /** Windows of {@code window}, one every {@code slide}, of values that have a time and a group. */
    public static <T> ExpectedCounts of(
            List<T> rows, Function<T, Instant> time, Function<T, String> group, Duration window, Duration slide) {
        ExpectedCounts counts = new ExpectedCounts(window);
        for (T row : rows) {
            Instant at = time.apply(row);
            long start = Math.floorDiv(at.toEpochMilli(), slide.toMillis()) * slide.toMillis();
            for (; start > at.toEpochMilli() - window.toMillis(); start -= slide.toMillis()) {
                counts.byStart
                        .computeIfAbsent(Instant.ofEpochMilli(start), any -> new TreeMap<>())
                        .merge(group.apply(row), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** As CSV without a header, in the order of window and group; an empty group makes no column. */
    public List<String> csv() {
        return csv(start -> true);
    }

    /** Those of windows that a watermark has passed. */
    public List<String> csvClosedAt(Instant watermark) {
        return csv(start -> !start.plus(window).isAfter(watermark));
    }

    private List<String> csv(Predicate<Instant> wanted) {
        return byStart.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().entrySet().stream()
                        .map(count -> TIME.format(entry.getKey()) + ","
                                + TIME.format(entry.getKey().plus(window))
                                + (count.getKey().isEmpty() ? "" : "," + count.getKey()) + "," + count.getValue()))
                .collect(Collectors.toList());
    }
}
