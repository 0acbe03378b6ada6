package io.sluice.benchmark.growth;

import io.sluice.benchmark.growth.landing.Measured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A series as it was measured.
 *
 * @param points smallest first, at least one
 */
record Curve(Series series, Sizes sizes, List<Point> points) {
    /** The goal: the dearest point costs at most so many times the cheapest. */
    static final double FLAT = 1.2;

    Curve {
        points = List.copyOf(points);
    }

    /** @param results of all sizes and rounds, in any order, at least one */
    static Curve of(Series series, Sizes sizes, List<Measured> results) {
        TreeMap<Integer, List<Measured>> bySize = new TreeMap<>();
        for (Measured result : results) {
            bySize.computeIfAbsent(result.size(), any -> new ArrayList<>()).add(result);
        }
        return new Curve(
                series,
                sizes,
                bySize.values().stream().map(each -> Point.of(series, each)).toList());
    }

    Point cheapest() {
        return points.stream().min(Comparator.comparingDouble(Curve::median)).orElseThrow();
    }

    Point dearest() {
        return points.stream().max(Comparator.comparingDouble(Curve::median)).orElseThrow();
    }

    /** How many times the cheapest point the dearest costs. */
    double ratio() {
        return median(dearest()) / median(cheapest());
    }

    boolean isFlat() {
        return ratio() <= FLAT;
    }

    private static double median(Point point) {
        return point.cost().median();
    }
}
