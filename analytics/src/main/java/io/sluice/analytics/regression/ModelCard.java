package io.sluice.analytics.regression;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What is written beside a saved model: how it came to be, and what it needs of a table.
 *
 * @param rows how many were read, used for training and testing, and dropped
 * @param missing rows that lacked the label or a feature, by name
 * @param coefficients by name; {@code origin=DTW} is a category's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record ModelCard(
        String table,
        long tableVersion,
        String where,
        String label,
        List<Feature> features,
        long seed,
        double testFraction,
        Rows rows,
        Map<String, Long> missing,
        Measures train,
        Measures test,
        double intercept,
        Map<String, Double> coefficients,
        Map<String, Integer> categories,
        String sparkVersion,
        String trainedAt) {

    record Rows(long read, long train, long test, long dropped) {}

    record Measures(double rmse, double r2) {}
}
