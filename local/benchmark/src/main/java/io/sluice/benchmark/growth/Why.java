package io.sluice.benchmark.growth;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A fixed cost and a cost for each of something: the line through the points with the least and the most of it. How far the others are off it
 * says whether that explains anything.
 *
 * @param of what there is more and more of
 * @param cost that it explains
 * @param sentence with a place for the fixed cost and one for the cost of each
 */
record Why(ToDoubleFunction<Point> of, ToDoubleFunction<Point> cost, String sentence) {
    /** @return empty when no two points differ in it, or no third could be off the line */
    String text(List<Point> points) {
        List<Point> sorted = points.stream()
                .sorted((one, other) -> Double.compare(of.applyAsDouble(one), of.applyAsDouble(other)))
                .toList();
        Point least = sorted.get(0);
        Point most = sorted.get(sorted.size() - 1);
        double distance = of.applyAsDouble(most) - of.applyAsDouble(least);
        if (points.size() <= 2 || distance == 0) {
            return "";
        }
        double each = (cost.applyAsDouble(most) - cost.applyAsDouble(least)) / distance;
        double fixed = cost.applyAsDouble(least) - each * of.applyAsDouble(least);
        double off = 0;
        for (Point point : points) {
            double said = fixed + each * of.applyAsDouble(point);
            off = Math.max(off, Math.abs(cost.applyAsDouble(point) / said - 1));
        }
        return String.format(Locale.ROOT, sentence, fixed, each)
                + String.format(
                        Locale.ROOT,
                        ", by the line through the two outermost points; no point is off it by more than %.0f%%.",
                        100 * off);
    }
}
