package io.sluice.analytics.materialize;

import static org.apache.spark.sql.functions.lit;

import io.sluice.analytics.error.JobException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table with a row for each change, as the connector lands it.
 *
 * @param key the columns that name a row of the source
 * @param row the source's own columns, and the key
 * @param envelopes whether {@code _cdc_op} says what a change does
 */
record Changelog(List<String> key, List<String> row, boolean envelopes, Order order) {
    private static final String OP = "_cdc_op";
    private static final String CHANGE = "_cdc_";
    private static final String KAFKA = "_kafka_";

    Changelog {
        key = List.copyOf(key);
        row = List.copyOf(row);
        Objects.requireNonNull(order);
    }

    static Changelog of(String table, StructType columns, List<String> keyNames, Order order) {
        for (String needed : List.of(Order.TOPIC, Order.PARTITION, Order.OFFSET)) {
            require(table, columns, needed, "the connector's metadata.columns must have topic, partition and offset");
        }
        List<String> key = keyNames.stream()
                .map(name -> require(table, columns, name, "--key names columns of the changelog"))
                .toList();
        List<String> own = Arrays.stream(columns.fieldNames())
                .filter(name -> !begins(name, CHANGE) && !begins(name, KAFKA))
                .toList();
        List<String> row = Stream.concat(key.stream(), own.stream()).distinct().toList();
        boolean envelopes = Arrays.asList(columns.fieldNames()).contains(OP);
        return new Changelog(key, row, envelopes, order);
    }

    private static String require(String table, StructType columns, String name, String why) {
        return Arrays.stream(columns.fieldNames())
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new JobException(
                        "Table " + table + " has no column " + name,
                        why + "; it has " + String.join(", ", columns.fieldNames()),
                        "Name a column that it has, or land the changelog with that column"));
    }

    private static boolean begins(String name, String prefix) {
        return name.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    /** The rows with what they do and where they stand: {@link #row}, {@link Names#KIND}, {@link Names#POSITION}. */
    Dataset<Row> changes(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>(row.stream().map(Names::of).toList());
        columns.add(kind().as(Names.KIND));
        columns.add(order.position().as(Names.POSITION));
        return rows.select(columns.toArray(Column[]::new));
    }

    private Column kind() {
        Column empty = row.stream()
                .filter(name -> !begins(name, KAFKA))
                .map(name -> Names.of(name).isNull())
                .reduce(lit(true), Column::and);
        return envelopes ? Kind.ofChange(Names.of(OP), empty, keyed()) : Kind.ofRow(empty, keyed());
    }

    /** Whether every column of the key has a value. */
    Column keyed() {
        return key.stream()
                .map(name -> Names.of(name).isNotNull())
                .reduce(Column::and)
                .orElseThrow();
    }
}
