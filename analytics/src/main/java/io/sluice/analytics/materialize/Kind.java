package io.sluice.analytics.materialize;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** What a row of a changelog does, as the texts that stand in {@link Names#KIND}; any other text is an operation that is not known. */
final class Kind {
    static final String UPSERT = "upsert";
    static final String DELETE = "delete";
    static final String TRUNCATE = "truncate";
    /** A tombstone that does not tell its key: what Debezium writes after a delete, for Kafka's compaction. */
    static final String TOMBSTONE = "tombstone";
    /** A message that someone wrote into the source's log; it changes no row. */
    static final String MESSAGE = "message";

    static final String UNKNOWN = "unknown operation ";

    private Kind() {}

    /** By Debezium's {@code op}; a row without one is a tombstone, or no change of Debezium. */
    static Column ofChange(Column op, Column empty, Column keyed) {
        return when(op.isin("c", "r", "u"), UPSERT)
                .when(op.equalTo("d"), DELETE)
                .when(op.equalTo("t"), TRUNCATE)
                .when(op.equalTo("m"), MESSAGE)
                .when(op.isNull().and(empty), tombstone(keyed))
                .otherwise(concat(lit(UNKNOWN), coalesce(op, lit("null"))));
    }

    /** Without envelopes: a row is the key's newest state, and a tombstone its end (as in a compacted topic). */
    static Column ofRow(Column empty, Column keyed) {
        return when(empty, tombstone(keyed)).otherwise(UPSERT);
    }

    private static Column tombstone(Column keyed) {
        return when(keyed, DELETE).otherwise(TOMBSTONE);
    }

    static Column is(String kind) {
        return col(Names.KIND).equalTo(kind);
    }
}
