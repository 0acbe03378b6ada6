package io.sluice.analytics.regression;

import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.regression.ModelCard.Measures;
import io.sluice.analytics.regression.ModelCard.Rows;
import io.sluice.analytics.regression.Trained.Fit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes up a training. */
final class Cards {
    private Cards() {}

    static ModelCard of(
            TrainSettings settings,
            long tableVersion,
            List<Feature> features,
            TrainingRows rows,
            Trained trained,
            Fit train,
            Optional<Fit> test,
            JobContext context) {
        Map<String, Double> coefficients = new LinkedHashMap<>();
        Map<String, Integer> categories = new LinkedHashMap<>();
        trained.coefficients().forEach(each -> coefficients.put(each.term().name(), each.value()));
        trained.terms().stream()
                .filter(term -> term.category().isPresent())
                .forEach(term -> categories.merge(term.feature(), 1, Integer::sum));
        return new ModelCard(
                settings.table(),
                tableVersion,
                settings.where().orElse(null),
                settings.label().sql(),
                features,
                settings.seed(),
                settings.testFraction(),
                new Rows(rows.read(), train.rows(), test.map(Fit::rows).orElse(0L), rows.dropped()),
                rows.missing(),
                measures(train),
                test.map(Cards::measures).orElse(null),
                trained.regression().intercept(),
                coefficients,
                categories,
                context.spark().version(),
                context.clock().instant().toString());
    }

    private static Measures measures(Fit fit) {
        return new Measures(fit.rmse(), fit.r2());
    }
}
