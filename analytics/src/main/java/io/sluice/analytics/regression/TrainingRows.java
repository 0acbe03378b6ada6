package io.sluice.analytics.regression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that a model is trained and tested on.
 *
 * @param train columns {@code _feature_*} and {@code _label}
 * @param test likewise, and disjoint
 * @param read rows that were looked at
 * @param dropped rows in which the label or a feature is missing
 * @param missing how many rows lack each of them; a row may lack several
 */
record TrainingRows(
        Dataset<Row> train, Dataset<Row> test, Dataset<Row> all, long read, long dropped, Map<String, Long> missing) {
    static final String LABEL = "_label";
    private static final String SPLIT = "_split";
    private static final List<String> COORDINATES = List.of("_kafka_topic", "_kafka_partition", "_kafka_offset");

    /**
     * Prepares and splits. A row's side depends on the seed and on its Kafka coordinates (without those: on its features and label), not
     * on files or their order: compaction does not move rows between the sides.
     *
     * @param rows already through the pipeline's feature expressions
     * @param testFraction from 0 (no test) to less than 1
     */
    static TrainingRows of(
            Dataset<Row> rows, List<Feature> features, Expression label, double testFraction, long seed) {
        List<Column> columns = features.stream()
                .map(feature -> col(feature.column()))
                .collect(Collectors.toCollection(ArrayList::new));
        columns.add(expr("CAST((" + label.sql() + ") AS DOUBLE)").as(LABEL));
        columns.add(expr(split(rows, features, label, seed)).as(SPLIT));
        Dataset<Row> all = rows.select(columns.toArray(Column[]::new));

        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put(label.name(), Feature.missing(LABEL));
        features.forEach(feature -> conditions.put(feature.name(), feature.missing()));
        String any = String.join(" OR ", conditions.values());
        Row counts = all.agg(
                        expr("count(1)"),
                        Stream.concat(Stream.of(any), conditions.values().stream())
                                .map(condition -> expr("count_if(" + condition + ")"))
                                .toArray(Column[]::new))
                .first();
        Map<String, Long> missing = new LinkedHashMap<>();
        int next = 2;
        for (String name : conditions.keySet()) {
            missing.merge(name, counts.getLong(next++), Long::sum);
        }

        Dataset<Row> used = all.where("NOT (" + any + ")").persist();
        Column test = col(SPLIT).lt(Math.round(testFraction * 1_000_000));
        return new TrainingRows(
                used.where(not(test)).drop(SPLIT),
                used.where(test).drop(SPLIT),
                used,
                counts.getLong(0),
                counts.getLong(1),
                missing);
    }

    private static String split(Dataset<Row> rows, List<Feature> features, Expression label, long seed) {
        boolean coordinated = Arrays.asList(rows.columns()).containsAll(COORDINATES);
        Stream<String> key = coordinated
                ? COORDINATES.stream()
                : Stream.concat(features.stream().map(Feature::column), Stream.of("(" + label.sql() + ")"));
        return "pmod(xxhash64(" + seed + "L, " + key.collect(Collectors.joining(", ")) + "), 1000000)";
    }

    void release() {
        all.unpersist();
    }
}
