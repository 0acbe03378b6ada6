package io.sluice.benchmark.growth;

import io.sluice.benchmark.growth.landing.Measured;
import io.sluice.benchmark.growth.landing.Used;
import io.sluice.benchmark.report.Result;
import io.sluice.benchmark.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One size of what grows, over all rounds: those runs that nobody disturbed, or all where everyone was disturbed.
 *
 * @param counted at least one
 * @param disturbed runs that were left out, or of which the figures are when nothing else is there
 */
record Point(Series series, int size, List<Measured> counted, int disturbed) {
    private static final double MICRO = 1e3;

    Point {
        counted = List.copyOf(counted);
    }

    /** @param results all of one size, at least one */
    static Point of(Series series, List<Measured> results) {
        List<Measured> quiet =
                results.stream().filter(result -> !isDisturbed(result)).toList();
        return new Point(
                series, results.get(0).size(), quiet.isEmpty() ? results : quiet, results.size() - quiet.size());
    }

    private static boolean isDisturbed(Measured result) {
        return othersShare(result) > Result.DISTURBED;
    }

    private static double othersShare(Measured result) {
        return Math.max(0, result.used().machineNanos())
                / (double) result.used().wallNanos()
                / Runtime.getRuntime().availableProcessors();
    }

    boolean isDisturbed() {
        return isDisturbed(counted.get(0));
    }

    /** CPU of a cell or commit, in its unit of time. */
    Spread cost() {
        return perUnit(Used::cpuNanos);
    }

    /** The same of one share of it. */
    Spread perUnit(ToDoubleFunction<Used> share) {
        return Spread.of(
                counted,
                result -> share.applyAsDouble(result.used())
                        / result.units()
                        / series.unit().nanos());
    }

    /** CPU of a record, in microseconds. */
    Spread perRecord() {
        return Spread.of(counted, result -> result.used().cpuNanos() / MICRO / result.records());
    }

    double conflictsPerUnit() {
        return Spread.of(counted, result -> (double) result.conflicts() / result.units())
                .median();
    }

    /** Percent of the machine that others used. */
    double othersPercent() {
        return 100 * Spread.of(counted, Point::othersShare).median();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-10s %,6d: " + series.unit().format() + " %s CPU/%s (%.2f µs/record, %.2f conflicts/%s), wall "
                        + series.unit().format() + ", task %.0f%%, flush %.0f%%, upkeep %.0f%%, others used %.1f%%",
                series.key(),
                size,
                cost().median(),
                series.unit().time(),
                series.unit().one(),
                perRecord().median(),
                conflictsPerUnit(),
                series.unit().one(),
                perUnit(Used::wallNanos).median(),
                100 * perUnit(Used::taskNanos).median() / cost().median(),
                100 * perUnit(Used::flushNanos).median() / cost().median(),
                100 * perUnit(Used::upkeepNanos).median() / cost().median(),
                othersPercent());
    }
}
