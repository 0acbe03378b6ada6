package io.sluice.analytics.regression;

/**
 * What the model looks at.
 *
 * @param sql over the table's columns
 * @param type Spark's name of its type when the model was trained
 * @param kind how it enters the regression
 */
record Feature(String name, String sql, String type, Kind kind) {
    /** NUMERIC: as a DOUBLE. CATEGORICAL: as a 0/1 column for each value but one. */
    enum Kind {
        NUMERIC,
        CATEGORICAL
    }

    /** The pipeline's column that holds its value. */
    String column() {
        return "_feature_" + name;
    }

    String indexColumn() {
        return "_index_" + name;
    }

    String encodedColumn() {
        return "_encoded_" + name;
    }

    /** The expression that fills {@link #column()}. */
    String select() {
        String type = kind == Kind.NUMERIC ? "DOUBLE" : "STRING";
        return "CAST((" + sql + ") AS " + type + ") AS " + column();
    }

    /** Whether the value cannot enter the regression. */
    String missing() {
        return kind == Kind.NUMERIC ? missing(column()) : column() + " IS NULL";
    }

    /** NaN and infinity are no numbers to learn from. */
    static String missing(String column) {
        return "(" + column + " IS NULL OR isnan(" + column + ") OR abs(" + column + ") = double('infinity'))";
    }
}
