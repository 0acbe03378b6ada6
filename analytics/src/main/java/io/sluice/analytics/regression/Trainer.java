package io.sluice.analytics.regression;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.regression.Feature.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds and fits the pipeline: feature expressions, categories to indexes, indexes to 0/1 columns, all to one vector, a slice of it, the
 * regression. The feature expressions are its first stage, so that the saved model takes the table as it is.
 *
 * <p>Each categorical feature keeps one category, its most frequent, without a column: with a column for every category they add up to the
 * intercept, the equations have no single solution, and the coefficients would say nothing. A category that training never saw has no
 * column either, and is scored like the most frequent one.
 */
final class Trainer {
    static final String PREDICTION = "prediction";
    private static final String ASSEMBLED = "_assembled";
    private static final String VECTOR = "_features";

    private final List<Feature> features;
    private final SQLTransformer expressions;

    Trainer(List<Feature> features) {
        this.features = List.copyOf(features);
        this.expressions = new SQLTransformer()
                .setStatement("SELECT *, "
                        + features.stream().map(Feature::select).collect(Collectors.joining(", "))
                        + " FROM __THIS__");
    }

    /** The table with the features' columns. */
    Dataset<Row> featured(Dataset<Row> table) {
        return expressions.transform(table);
    }

    /** @param table whose columns the model will find; its rows are not read */
    Trained fit(Dataset<Row> train, Dataset<Row> table) {
        List<Feature> numeric = of(Kind.NUMERIC);
        List<Feature> categorical = of(Kind.CATEGORICAL);
        List<PipelineStage> stages = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        numeric.forEach(feature -> terms.add(Term.numeric(feature, terms.size())));
        if (!categorical.isEmpty()) {
            StringIndexerModel index = indexer(categorical).fit(train);
            stages.add(index);
            stages.add(encoder(categorical));
            terms.addAll(Term.categories(categorical, index.labelsArray(), numeric.size()));
        }
        int[] slice = terms.stream().filter(Term::free).mapToInt(Term::slot).toArray();
        if (slice.length == 0) {
            throw new JobException(
                    "There is nothing to learn from",
                    "every feature has one value only in the rows used",
                    "Choose other features, or a wider --where");
        }
        stages.add(assembler(numeric, categorical));
        stages.add(
                new VectorSlicer().setInputCol(ASSEMBLED).setOutputCol(VECTOR).setIndices(slice));
        stages.add(new LinearRegression()
                .setFeaturesCol(VECTOR)
                .setLabelCol(TrainingRows.LABEL)
                .setPredictionCol(PREDICTION));
        PipelineModel fitted = pipeline(stages).fit(train);
        // Fitting a pipeline of fitted stages reads nothing: it only joins them.
        List<PipelineStage> all = new ArrayList<>(List.of(fitted.stages()));
        all.add(0, expressions);
        PipelineModel whole = pipeline(all).fit(table);
        return new Trained(whole, fitted, terms);
    }

    private List<Feature> of(Kind kind) {
        return features.stream().filter(feature -> feature.kind() == kind).toList();
    }

    private static Pipeline pipeline(List<PipelineStage> stages) {
        return new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
    }

    private static StringIndexer indexer(List<Feature> categorical) {
        return new StringIndexer()
                .setInputCols(names(categorical, Feature::column))
                .setOutputCols(names(categorical, Feature::indexColumn))
                .setStringOrderType("frequencyDesc")
                .setHandleInvalid("keep");
    }

    private static OneHotEncoder encoder(List<Feature> categorical) {
        return new OneHotEncoder()
                .setInputCols(names(categorical, Feature::indexColumn))
                .setOutputCols(names(categorical, Feature::encodedColumn))
                .setDropLast(true)
                .setHandleInvalid("keep");
    }

    private static VectorAssembler assembler(List<Feature> numeric, List<Feature> categorical) {
        List<String> inputs = new ArrayList<>(List.of(names(numeric, Feature::column)));
        inputs.addAll(List.of(names(categorical, Feature::encodedColumn)));
        // A missing number becomes NaN, and so does its prediction, which scoring turns into null: no row is left out.
        return new VectorAssembler()
                .setInputCols(inputs.toArray(String[]::new))
                .setOutputCol(ASSEMBLED)
                .setHandleInvalid("keep");
    }

    private static String[] names(List<Feature> features, Function<Feature, String> name) {
        return features.stream().map(name).toArray(String[]::new);
    }
}
