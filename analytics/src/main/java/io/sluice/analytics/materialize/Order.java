package io.sluice.analytics.materialize;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.sluice.analytics.error.JobException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which of a key's changes is the newer one: Kafka's offset within one partition, which is the source's order as long as a key stays in
 * its partition; or what the user says, and then the offset. Changes that cannot be compared are an error, never a guess.
 *
 * @param by expressions over the changelog's columns; empty for Kafka's order
 */
record Order(List<String> by) {
    static final String TOPIC = "_kafka_topic";
    static final String PARTITION = "_kafka_partition";
    static final String OFFSET = "_kafka_offset";

    private static final String MOVED = "[changes of several partitions]";

    Order {
        by = List.copyOf(by);
    }

    private boolean kafkas() {
        return by.isEmpty();
    }

    /** A row's place: a struct that {@link #newer} compares. A row that lacks part of it has none. */
    Column position() {
        List<Column> parts = new ArrayList<>();
        if (kafkas()) {
            parts.add(functions.col(TOPIC).as("topic"));
            parts.add(functions.col(PARTITION).as("partition"));
        }
        for (int i = 0; i < by.size(); i++) {
            parts.add(expr(by.get(i)).as("by_" + i));
        }
        parts.add(functions.col(OFFSET).as("offset"));
        Column whole = parts.stream().map(Column::isNotNull).reduce(Column::and).orElseThrow();
        return when(whole, struct(parts.toArray(Column[]::new)));
    }

    /** Whether the change at {@code left} is newer than that at {@code right}. */
    Column newer(Column left, Column right) {
        return comparable(left, right, left.gt(right));
    }

    /** The newest of a key's places. */
    Column newest(Column position) {
        return comparable(min(position), max(position), max(position));
    }

    private Column comparable(Column left, Column right, Column result) {
        if (!kafkas()) {
            return result;
        }
        Column same = left.getField("topic")
                .equalTo(right.getField("topic"))
                .and(left.getField("partition").equalTo(right.getField("partition")));
        return when(left.isNull().or(right.isNull()).or(same), result).otherwise(moved(left, right));
    }

    private static Column moved(Column left, Column right) {
        Column text = concat_ws(" ", lit(MOVED), place(left), lit("and"), place(right));
        return functions.raise_error(text);
    }

    private static Column place(Column position) {
        return concat_ws("-", position.getField("topic"), position.getField("partition"));
    }

    /** A place as a constant. */
    static Column literal(Row position) {
        StructType type = position.schema();
        Column[] parts = new Column[type.size()];
        for (int i = 0; i < parts.length; i++) {
            StructField field = type.fields()[i];
            parts[i] = lit(position.get(i)).cast(field.dataType()).as(field.name());
        }
        return struct(parts);
    }

    /** What it means when {@link #newer} refused to compare; null when it did not. */
    static JobException refusal(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String text = String.valueOf(t.getMessage());
            int at = text.indexOf(MOVED);
            if (at >= 0) {
                return new JobException(
                        "Changes that must be ordered stand in several Kafka partitions",
                        text.substring(at + MOVED.length())
                                        .lines()
                                        .findFirst()
                                        .orElse("")
                                        .strip()
                                + ": offsets of different partitions tell no order (a key that moved, or a truncate)",
                        "Give --order with what the source orders its changes by, such as --order _cdc_source.lsn, and a new --into",
                        failure);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return kafkas() ? "offset" : String.join(",", by);
    }
}
