package io.sluice.analytics.windows;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Counts taken while rows flow by (Spark's observed metrics), so that no row is left out unseen. */
final class Measures {
    private static final String READ = "sluice_read";
    private static final String NO_TIME = "without_time";
    private static final String MALFORMED = "malformed";

    /** Rows that are in no window: their time is null, or their JSON is none. */
    record Left(long withoutTime, long malformed) {
        static final Left NONE = new Left(0, 0);
    }

    private Measures() {}

    static Dataset<Row> read(Dataset<Row> timed) {
        return timed.observe(
                READ,
                number(Windowing.withoutTime()).as(NO_TIME),
                malformed(timed).as(MALFORMED));
    }

    static Dataset<Row> read(Dataset<Row> timed, Observation observation) {
        return timed.observe(
                observation,
                number(Windowing.withoutTime()).as(NO_TIME),
                malformed(timed).as(MALFORMED));
    }

    private static Column number(Column condition) {
        return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
    }

    private static Column malformed(Dataset<Row> timed) {
        return number(
                KafkaMessages.hasMalformed(timed)
                        ? timed.col(KafkaMessages.MALFORMED).isNotNull()
                        : lit(false));
    }

    /** Waits for the computation that {@code observation} watches. */
    static Left left(Observation observation) throws InterruptedException {
        Map<String, Object> metrics = observation.getAsJava();
        return new Left(((Number) metrics.get(NO_TIME)).longValue(), ((Number) metrics.get(MALFORMED)).longValue());
    }

    static Left left(Map<String, Row> observed) {
        Row row = observed.get(READ);
        return row == null ? Left.NONE : new Left(row.getLong(0), row.getLong(1));
    }
}
