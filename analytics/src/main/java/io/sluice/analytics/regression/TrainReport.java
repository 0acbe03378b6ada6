package io.sluice.analytics.regression;

import io.sluice.analytics.output.Progress;
import io.sluice.analytics.output.ResultTable;
import io.sluice.analytics.output.Results;
import io.sluice.analytics.regression.ModelCard.Measures;
import io.sluice.analytics.regression.Trained.Coefficient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** Coefficients and measures to standard output; what was left out, and where the model is, to standard error. */
final class TrainReport {
    private final Results results;
    private final Progress progress;

    TrainReport(Results results, Progress progress) {
        this.results = results;
        this.progress = progress;
    }

    void print(ModelCard card, Trained trained, Path model) {
        List<List<Object>> terms = new ArrayList<>();
        terms.add(row("(intercept)", null, card.intercept(), ""));
        for (Coefficient each : trained.coefficients()) {
            terms.add(row(
                    each.term().feature(),
                    each.term().category().orElse(null),
                    each.value(),
                    each.term().free() ? "" : "reference"));
        }
        results.print(new ResultTable("coefficients", List.of("feature", "category", "coefficient", "note"), terms));
        results.print(new ResultTable(
                "fit",
                List.of("rows", "count", "rmse", "r2"),
                List.of(
                        fit("train", card.rows().train(), card.train()),
                        fit("test", card.rows().test(), card.test()))));
        dropped(card);
        if (trained.ambiguous()) {
            progress.line(
                    "one feature follows from others: the coefficients are one of many solutions, the predictions are"
                            + " sound; leave one of the features out");
        }
        progress.line("saved the model to " + model);
    }

    private void dropped(ModelCard card) {
        String line = "read " + card.rows().read() + " rows of " + card.table() + " at version " + card.tableVersion()
                + ", dropped " + card.rows().dropped();
        if (card.rows().dropped() > 0) {
            line += " that lack the label or a feature: "
                    + card.missing().entrySet().stream()
                            .filter(entry -> entry.getValue() > 0)
                            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", "));
        }
        progress.line(line);
    }

    private static List<Object> fit(String rows, long count, Measures measures) {
        return row(rows, count, measures == null ? null : measures.rmse(), measures == null ? null : measures.r2());
    }

    /** A list that may hold nulls. */
    private static List<Object> row(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}
