package io.sluice.benchmark.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What Sluice is to reach against another: the ratio of a figure's two medians.
 *
 * @param text of the goal
 * @param above contender whose figure is divided
 * @param below contender by whose figure it is divided
 * @param atLeast whether the ratio is to be at least, or at most, the bound
 */
record Goal(String text, String above, String below, ToDoubleFunction<Line> figure, boolean atLeast, double bound) {
    static final List<Goal> ALL = List.of(
            new Goal(
                    "raw JSON: 3.5 times less CPU than Iceberg's sink",
                    "iceberg-2",
                    "ours-raw-2",
                    Line::medianCpu,
                    true,
                    3.5),
            new Goal("raw JSON: 2.5 times Iceberg's records/s", "ours-raw-2", "iceberg-2", Line::medianRate, true, 2.5),
            new Goal(
                    "with JsonConverter: 2 times less CPU than Iceberg's sink",
                    "iceberg-2",
                    "ours-maps-2",
                    Line::medianCpu,
                    true,
                    2),
            new Goal(
                    "raw JSON: 4.5 times less CPU than Spark, AvailableNow",
                    "spark",
                    "ours-raw-2",
                    Line::medianCpu,
                    true,
                    4.5),
            new Goal(
                    "raw JSON: 3 times the records/s of Spark, AvailableNow",
                    "ours-raw-2",
                    "spark",
                    Line::medianRate,
                    true,
                    3),
            new Goal("raw JSON: at most 1.1 times the floor's CPU", "ours-raw-1", "floor", Line::medianCpu, false, 1.1),
            new Goal("raw JSON: the floor's records/s", "ours-raw-2", "floor", Line::medianRate, true, 1),
            new Goal(
                    "with JsonConverter: at most 1.6 times the CPU of a sink that drops",
                    "ours-maps-2",
                    "drop-maps-2",
                    Line::medianCpu,
                    false,
                    1.6),
            new Goal("data files no larger than Iceberg's", "ours-raw-2", "iceberg-2", Line::medianData, false, 1));

    /** Empty if one of the two did not run. */
    Optional<Double> ratio(Map<String, Line> lines) {
        if (!lines.containsKey(above) || !lines.containsKey(below)) {
            return Optional.empty();
        }
        return Optional.of(figure.applyAsDouble(lines.get(above)) / figure.applyAsDouble(lines.get(below)));
    }

    boolean isReached(double ratio) {
        return atLeast ? ratio >= bound : ratio <= bound;
    }
}
