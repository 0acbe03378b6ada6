package io.sluice.benchmark.report;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How a figure varied over runs. */
public record Spread(double least, double median, double most) {
    /** @param results at least one */
    public static <T> Spread of(Collection<T> results, ToDoubleFunction<T> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** {@code median (least–most)}. */
    public String text(String format) {
        return String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median, least, most);
    }
}
