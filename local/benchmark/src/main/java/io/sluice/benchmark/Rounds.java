package io.sluice.benchmark;

import io.sluice.benchmark.contender.Contender;
import io.sluice.benchmark.report.Result;
import java.util.ArrayList;
import java.util.List;

/** All contenders by turns, so that what drifts on the machine meets each of them alike. */
record Rounds(Trial trial, Form form) {
    /** Rounds of the form; then, as often again at most, those once more of which too few runs were undisturbed. */
    List<Result> run() {
        List<Result> results = new ArrayList<>();
        for (int round = 1; round <= 2 * form.rounds(); round++) {
            for (Contender contender : form.contenders()) {
                if (round <= form.rounds() || quiet(results, contender) < form.rounds()) {
                    Result result = trial.run(contender, round);
                    System.out.println(result + (result.isDisturbed() ? "  DISTURBED" : ""));
                    results.add(result);
                }
            }
        }
        return results;
    }

    private static long quiet(List<Result> results, Contender contender) {
        return results.stream()
                .filter(result -> result.contender().equals(contender.name()) && !result.isDisturbed())
                .count();
    }
}
