package io.sluice.analytics.windows;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts taken while rows flow by (Spark's observed metrics), so that no row is left out unseen. */
final class Measures {
    static final String READ = "sluice_read";

    /** Rows that are in no window: their time is null, or their JSON is none. */
    record Left(long withoutTime, long malformed) {
        static final Left NONE = new Left(0, 0);
    }

    private Measures() {}

    static Dataset<Row> read(Dataset<Row> timed) {
        Column malformed = malformed(timed);
        return timed.observe(
                READ,
                number(Windowing.withoutTime().and(not(malformed))).as("without_time"),
                number(malformed).as("malformed"));
    }

    private static Column number(Column condition) {
        return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
    }

    private static Column malformed(Dataset<Row> timed) {
        return KafkaMessages.hasMalformed(timed)
                ? timed.col(KafkaMessages.MALFORMED).isNotNull()
                : lit(false);
    }

    static Left left(Row measures) {
        return new Left(measures.getLong(0), measures.getLong(1));
    }

    static Left left(Map<String, Row> observed) {
        Row measures = observed.get(READ);
        return measures == null ? Left.NONE : left(measures);
    }
}
