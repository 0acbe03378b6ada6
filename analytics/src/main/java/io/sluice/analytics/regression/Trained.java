package io.sluice.analytics.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fitted model.
 *
 * @param whole takes the table's own columns
 * @param fitted takes the features' columns
 */
record Trained(PipelineModel whole, PipelineModel fitted, List<Term> terms) {
    /** Above this Spark always iterates. */
    private static final int NORMAL_SOLVER_FEATURES = 4096;

    /** How well the model fits rows: the root of the mean squared error, in the label's unit, and the coefficient of determination. */
    record Fit(long rows, double rmse, double r2) {}

    /** A term and what it adds to the prediction. */
    record Coefficient(Term term, double value) {}

    LinearRegressionModel regression() {
        return (LinearRegressionModel) fitted.stages()[fitted.stages().length - 1];
    }

    List<Coefficient> coefficients() {
        double[] values = regression().coefficients().toArray();
        List<Coefficient> coefficients = new ArrayList<>();
        int next = 0;
        for (Term term : terms) {
            coefficients.add(new Coefficient(term, term.free() ? values[next++] : 0));
        }
        return coefficients;
    }

    /**
     * Whether the equations had no single solution, because one feature follows from others. Spark's normal solver then falls back to an
     * iterative one, which is the only case in which it iterates.
     */
    boolean ambiguous() {
        return regression().numFeatures() <= NORMAL_SOLVER_FEATURES
                && regression().summary().totalIterations() > 0;
    }

    /** Empty when there are no rows. */
    Optional<Fit> fit(Dataset<Row> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Dataset<Row> vectors = rows;
        for (int i = 0; i < fitted.stages().length - 1; i++) {
            vectors = fitted.stages()[i].transform(vectors);
        }
        LinearRegressionSummary summary = regression().evaluate(vectors);
        return Optional.of(new Fit(summary.numInstances(), summary.rootMeanSquaredError(), summary.r2()));
    }
}
