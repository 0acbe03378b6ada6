package io.sluice.analytics.audit;

import java.util.List;
import java.util.stream.Collectors;

/** Consecutive offsets, from {@code start} inclusive to {@code next} exclusive. */
record OffsetRun(long start, long next) {
    private static final int SHOWN = 5;

    /** A few runs for a message, the rest counted. */
    static String text(List<OffsetRun> runs) {
        String shown = runs.stream().limit(SHOWN).map(OffsetRun::toString).collect(Collectors.joining(", "));
        return runs.size() <= SHOWN ? shown : shown + " and " + (runs.size() - SHOWN) + " more runs";
    }

    long length() {
        return next - start;
    }

    @Override
    public String toString() {
        return length() == 1 ? Long.toString(start) : start + ".." + (next - 1);
    }
}
