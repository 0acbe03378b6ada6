package io.sluice.analytics.regression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.regression.Feature.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds a model's prediction to rows, batch or stream, and leaves out none. */
final class Scorer {
    private static final String RAW = "_raw_prediction";
    private static final String MISSING = "_missing_feature";
    private static final String UNSEEN = "_unseen_category";

    private static final String OBSERVED = "sluice_scored";
    /** In the order of {@link Scored}. */
    private static final List<Column> COUNTS = List.of(
            expr("count(1)").as("rows"),
            expr("count_if(" + MISSING + ")").as("without_prediction"),
            expr("count_if(" + UNSEEN + " AND NOT " + MISSING + ")").as("unseen_category"));

    private final PipelineModel model;
    private final ModelCard card;
    private final String column;

    /** @param column the name of the column to add */
    Scorer(PipelineModel model, ModelCard card, String column) {
        this.model = model;
        this.card = card;
        this.column = column;
        for (Transformer stage : model.stages()) {
            if (stage instanceof LinearRegressionModel regression) {
                regression.setPredictionCol(RAW);
            }
        }
    }

    /** Refuses a table that lacks what the model needs, before a row is read. */
    void check(Dataset<Row> table, String name) {
        List<String> obstacles = new FeatureTypes(table, name).obstacles(card.features());
        if (!obstacles.isEmpty()) {
            throw new JobException(
                    "The model of " + card.table() + " cannot score table " + name,
                    String.join("; ", obstacles),
                    "Score a table that has the columns, or train a model on " + name);
        }
        if (Arrays.stream(table.columns()).anyMatch(column::equalsIgnoreCase)) {
            throw new UsageException("Table " + name + " has a column " + column
                    + " already: give the prediction another name with --prediction-column");
        }
    }

    /** The rows with their prediction, and with the two marks that are counted. */
    Dataset<Row> marked(Dataset<Row> table) {
        return model.transform(table).withColumn(MISSING, missing()).withColumn(UNSEEN, unseen());
    }

    /** Counts marked rows as they flow by; {@link #observed} reads the counts. */
    static Dataset<Row> observed(Dataset<Row> marked) {
        return marked.observe(
                OBSERVED, COUNTS.get(0), COUNTS.subList(1, COUNTS.size()).toArray(Column[]::new));
    }

    static Scored observed(Map<String, Row> metrics) {
        Row counts = metrics.get(OBSERVED);
        return counts == null ? Scored.NONE : Scored.of(counts);
    }

    /** Counts marked rows in a pass of its own. */
    static Scored counted(Dataset<Row> marked) {
        return Scored.of(
                marked.agg(COUNTS.get(0), COUNTS.subList(1, COUNTS.size()).toArray(Column[]::new))
                        .first());
    }

    /** The table's own columns, and the prediction: null where a feature is missing. */
    Dataset<Row> scored(Dataset<Row> marked, Dataset<Row> table) {
        Stream<Column> own = Arrays.stream(table.columns()).map(name -> col("`" + name.replace("`", "``") + "`"));
        Column prediction = expr("IF(" + MISSING + ", NULL, " + RAW + ")").as(column);
        return marked.select(Stream.concat(own, Stream.of(prediction)).toArray(Column[]::new));
    }

    private Column missing() {
        return expr(card.features().stream().map(Feature::missing).collect(Collectors.joining(" OR ")));
    }

    /** The indexer gives every category that training did not see the first index behind those that it saw. */
    private Column unseen() {
        return expr(Stream.concat(
                        Stream.of("false"),
                        card.features().stream()
                                .filter(feature -> feature.kind() == Kind.CATEGORICAL)
                                .map(feature -> String.format(
                                        Locale.ROOT,
                                        "%s >= %d",
                                        feature.indexColumn(),
                                        card.categories().getOrDefault(feature.name(), 0))))
                .collect(Collectors.joining(" OR ")));
    }
}
