package io.sluice.benchmark.growth;

import io.sluice.benchmark.growth.landing.Used;
import io.sluice.benchmark.report.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * growth.md: a head written by hand, then what was measured.
 *
 * @param head file that the page begins with
 * @param folder the page and its plots go to
 * @param setup one line: rounds, versions
 */
record GrowthPage(Path head, Path folder, String setup) {
    static final String FILE = "growth.md";

    private static final Map<String, ToDoubleFunction<Used>> SHARES = shares();

    private static Map<String, ToDoubleFunction<Used>> shares() {
        Map<String, ToDoubleFunction<Used>> shares = new LinkedHashMap<>();
        shares.put("task", Used::taskNanos);
        shares.put("flush", Used::flushNanos);
        shares.put("upkeep", Used::upkeepNanos);
        shares.put("rest", Used::restNanos);
        return shares;
    }

    void write(List<Curve> curves) {
        List<String> page = new ArrayList<>();
        try {
            page.addAll(Files.readAllLines(head));
            page.addAll(List.of("", "## Measured", "", setup, "Machine: " + Machine.text() + ".", ""));
            goals(page, curves);
            for (Curve curve : curves) {
                curve(page, curve);
            }
            Files.createDirectories(folder);
            Files.write(folder.resolve(FILE), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        curves.forEach(curve -> CurvePlot.write(curve, folder.resolve(plot(curve))));
    }

    private static String plot(Curve curve) {
        return "growth-" + curve.series().key() + ".png";
    }

    private static void goals(List<String> page, List<Curve> curves) {
        page.add("| what grows | goal | measured | |");
        page.add("| --- | --- | --- | --- |");
        for (Curve curve : curves) {
            page.add(String.format(
                    Locale.ROOT,
                    "| %s | dearest at most %.1f times the cheapest, CPU per %s | %.2f | %s |",
                    curve.series().axis(),
                    Curve.FLAT,
                    curve.series().unit().one(),
                    curve.ratio(),
                    verdict(curve)));
        }
        page.add("");
    }

    private static String verdict(Curve curve) {
        return curve.isFlat() ? "reached" : "**not reached**";
    }

    private static void curve(List<String> page, Curve curve) {
        page.add("### " + curve.series().title());
        page.add("");
        page.add(curve.series().what(curve.sizes()));
        page.add("");
        table(page, curve);
        page.add(String.format(
                Locale.ROOT,
                "Within 20%% of flat: %s; the dearest point (%,d %s) costs %.2f times the cheapest (%,d).%s",
                verdict(curve),
                curve.dearest().size(),
                curve.series().axis(),
                curve.ratio(),
                curve.cheapest().size(),
                curve.isFlat() ? "" : " " + difference(curve)));
        String why = curve.series().why(curve.sizes()).text(curve.points());
        if (!why.isEmpty()) {
            page.add(why);
        }
        page.add("");
        page.add("![CPU per " + curve.series().unit().one() + " with "
                + curve.series().axis() + "](" + plot(curve) + ")");
        page.add("");
    }

    private static void table(List<String> page, Curve curve) {
        Unit unit = curve.series().unit();
        page.add(String.format(
                Locale.ROOT,
                "| %s | n | CPU %s/%s | × | %s | CPU µs/record | conflicts/%s | wall %s/%s | others %% |",
                curve.series().axis(),
                unit.time(),
                unit.one(),
                String.join(" | ", SHARES.keySet()),
                unit.one(),
                unit.time(),
                unit.one()));
        page.add("| --- | --- | --- | --- |" + " --- |".repeat(SHARES.size()) + " --- | --- | --- | --- |");
        double cheapest = curve.cheapest().cost().median();
        for (Point point : curve.points()) {
            page.add(String.format(
                    Locale.ROOT,
                    "| %,d | %d%s | %s | %.2f | %s | %.2f | %.2f | %s | %.1f |",
                    point.size(),
                    point.counted().size(),
                    point.isDisturbed() ? " (disturbed)" : "",
                    point.cost().text(unit.format()),
                    point.cost().median() / cheapest,
                    SHARES.values().stream()
                            .map(share -> told(unit, point.perUnit(share).median()))
                            .collect(Collectors.joining(" | ")),
                    point.perRecord().median(),
                    point.conflictsPerUnit(),
                    told(unit, point.perUnit(Used::wallNanos).median()),
                    point.othersPercent()));
        }
        page.add("");
    }

    /** In which threads the dearest point spends what it spends more than the cheapest. */
    private static String difference(Curve curve) {
        Unit unit = curve.series().unit();
        Point dearest = curve.dearest();
        Point cheapest = curve.cheapest();
        String shares = SHARES.entrySet().stream()
                .map(share -> share.getKey() + " "
                        + told(
                                unit,
                                dearest.perUnit(share.getValue()).median()
                                        - cheapest.perUnit(share.getValue()).median()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "Of the %s %s that a %s costs more there: %s.",
                told(unit, dearest.cost().median() - cheapest.cost().median()),
                unit.time(),
                unit.one(),
                shares);
    }

    private static String told(Unit unit, double cost) {
        return String.format(Locale.ROOT, unit.format(), cost);
    }
}
