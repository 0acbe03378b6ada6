package io.sluice.analytics.regression;

import static org.apache.spark.sql.functions.expr;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.regression.Feature.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** What an expression is over a table's columns, or why it is nothing that a regression can use. */
final class FeatureTypes {
    private final Dataset<Row> table;
    private final String name;

    FeatureTypes(Dataset<Row> table, String name) {
        this.table = table;
        this.name = name;
    }

    List<Feature> features(List<Expression> expressions) {
        List<Feature> features = new ArrayList<>();
        for (Expression expression : expressions) {
            DataType type = type(expression, "feature");
            features.add(new Feature(expression.name(), expression.sql(), type.sql(), kind(expression, type)));
        }
        return features;
    }

    void label(Expression label) {
        DataType type = type(label, "label");
        if (!(type instanceof NumericType)) {
            throw new JobException(
                    "Cannot learn to predict '" + label.name() + "'",
                    "it is " + type.sql() + " in table " + name + ", and a regression predicts a number",
                    "Name a numeric column, or an expression such as \"CAST(… AS DOUBLE) AS " + label.name() + "\"");
        }
    }

    /**
     * Everything that keeps the table from being scored by a model of these features, a line each; empty when nothing does. Numbers of
     * another width are no obstacle: the pipeline casts them as it did in training.
     */
    List<String> obstacles(List<Feature> features) {
        List<String> obstacles = new ArrayList<>();
        for (Feature feature : features) {
            Expression expression = new Expression(feature.name(), feature.sql());
            try {
                DataType type = type(expression, "feature");
                if (kind(expression, type) != feature.kind()) {
                    obstacles.add("feature '" + feature.name() + "' is " + type.sql() + " here and was "
                            + feature.type() + " in training");
                }
            } catch (JobException e) {
                obstacles.add(e.problem() + ": " + e.why());
            }
        }
        return obstacles;
    }

    private DataType type(Expression expression, String role) {
        try {
            return table.select(expr(expression.sql())).schema().fields()[0].dataType();
        } catch (Exception e) {
            // Spark's AnalysisException and ParseException are checked, but no signature says so.
            throw new JobException(
                    "Cannot compute " + role + " '" + expression.name() + "' = " + expression.sql(),
                    firstLine(e),
                    "Table " + name + " has the columns " + String.join(", ", table.columns()),
                    e);
        }
    }

    private Kind kind(Expression expression, DataType type) {
        if (type instanceof NumericType) {
            return Kind.NUMERIC;
        }
        if (type instanceof StringType || type instanceof BooleanType) {
            return Kind.CATEGORICAL;
        }
        throw new JobException(
                "Cannot learn from feature '" + expression.name() + "'",
                "it is " + type.sql() + " in table " + name + "; a feature is a number, a string or a boolean",
                "Make it one by an expression, for example \"hour(" + expression.sql() + ") AS hour\" of a time");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
