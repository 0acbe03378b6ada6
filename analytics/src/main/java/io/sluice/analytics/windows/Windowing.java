package io.sluice.analytics.windows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.sluice.analytics.error.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What is counted: rows by windows of {@code time} and by the columns {@code by}. The same for a batch and for a stream, so
 * that closed windows have the same counts in both. Windows begin at whole multiples of the slide since 1970, UTC.
 *
 * @param time a SQL expression of type TIMESTAMP
 * @param by columns; {@code a.b} reaches into a struct and is called {@code a_b} in the result
 */
record Windowing(String time, Interval window, Interval slide, List<String> by) {
    static final String START = "window_start";
    static final String END = "window_end";
    static final String COUNT = "count";

    private static final String TIME = "__sluice_time";

    Windowing {
        Objects.requireNonNull(time);
        by = List.copyOf(by);
        if (slide.length().compareTo(window.length()) > 0) {
            throw new UsageException("--slide " + slide.text() + " is longer than --window " + window.text()
                    + ": rows between two windows would be in none. Make it at most as long");
        }
        Set<String> names = new HashSet<>(Set.of(START, END, COUNT));
        for (String column : by) {
            if (!names.add(groupName(column).toLowerCase(Locale.ROOT))) {
                throw new UsageException("--by " + String.join(",", by) + " gives the result two columns "
                        + groupName(column) + ": leave one out");
            }
        }
    }

    /** The rows with their time, none left out; {@link Measures} counts those that have no time, which are in no window. */
    Dataset<Row> timed(Dataset<Row> rows) {
        Dataset<Row> timed = rows.withColumn(TIME, expr(time));
        DataType type = timed.schema().apply(TIME).dataType();
        if (!type.equals(DataTypes.TimestampType)) {
            throw new UsageException("--time \"" + time + "\" is " + type.sql() + ", not TIMESTAMP: convert it, as in "
                    + "to_timestamp(" + time + ", 'yyyy/MM/dd HH:mm')");
        }
        return timed;
    }

    Dataset<Row> watermarked(Dataset<Row> timed, Interval delay) {
        return timed.withWatermark(TIME, delay.spark());
    }

    static Column withoutTime() {
        return col(TIME).isNull();
    }

    Dataset<Row> counts(Dataset<Row> timed) {
        List<Column> groups = new ArrayList<>(List.of(functions.window(col(TIME), window.spark(), slide.spark())));
        by.forEach(column -> groups.add(col(column).as(groupName(column))));
        List<Column> result = new ArrayList<>(
                List.of(col("window.start").as(START), col("window.end").as(END)));
        by.forEach(column -> result.add(col(groupName(column))));
        result.add(col(COUNT));
        return timed.groupBy(groups.toArray(Column[]::new))
                .agg(count(lit(1)).as(COUNT))
                .select(result.toArray(Column[]::new));
    }

    /** What tells one row of the result from another. */
    List<String> key() {
        List<String> key = new ArrayList<>(List.of(START, END));
        by.forEach(column -> key.add(groupName(column)));
        return key;
    }

    Column[] order() {
        return key().stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
    }

    private static String groupName(String column) {
        return column.replace("`", "").replace('.', '_');
    }
}
