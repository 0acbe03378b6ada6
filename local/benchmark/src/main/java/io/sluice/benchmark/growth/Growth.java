package io.sluice.benchmark.growth;

import io.sluice.benchmark.growth.landing.Measured;
import io.sluice.benchmark.growth.landing.Work;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what landing costs while one thing grows, prints it and writes the page. Every run is a fresh JVM; all runs come by turns, round
 * after round, so that what drifts on the machine meets each of them alike. Settings: see {@link GrowthForm}.
 */
public final class Growth {
    private Growth() {}

    public static void main(String[] args) {
        Checkout checkout = Checkout.fromProperties();
        GrowthForm form = GrowthForm.fromProperties();
        Path work = checkout.work("growth");
        List<Curve> curves;
        try (Children children = new Children(work.resolve("logs"))) {
            curves = curves(form, new GrowthTrial(checkout, children, work));
        }
        Path folder = form.published() ? checkout.root().resolve("docs") : work;
        new GrowthPage(checkout.root().resolve("docs/growth-head.md"), folder, form.setup()).write(curves);
        System.out.println("Written: " + folder.resolve(GrowthPage.FILE));
    }

    private static List<Measured> run(Series series, GrowthForm form, GrowthTrial trial, int round) {
        List<Measured> all = new ArrayList<>();
        for (Work work : series.works(form.sizes())) {
            List<Measured> measured = trial.run(series, work, round);
            for (Measured each : measured) {
                System.out.println("round " + round + ": " + Point.of(series, List.of(each)));
            }
            all.addAll(measured);
        }
        return all;
    }

    private static List<Curve> curves(GrowthForm form, GrowthTrial trial) {
        Map<Series, List<Measured>> results = new EnumMap<>(Series.class);
        for (int round = 1; round <= form.rounds(); round++) {
            for (Series series : form.series()) {
                if (round <= series.rounds(form.rounds())) {
                    List<Measured> measured = run(series, form, trial, round);
                    results.computeIfAbsent(series, any -> new ArrayList<>()).addAll(measured);
                }
            }
        }
        return results.entrySet().stream()
                .map(entry -> Curve.of(entry.getKey(), form.sizes(), entry.getValue()))
                .toList();
    }
}
