package io.sluice.analytics.materialize;

import io.sluice.analytics.support.SharedSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A row of a changelog as the connector lands it: of a table whose primary key is region and id.
 *
 * @param op null in a tombstone's row
 * @param lsn the place in the source's log
 */
record Change(int partition, long offset, String op, String region, Long id, String name, Double amount, long lsn) {
    private static final StructType COLUMNS = StructType.fromDDL("_kafka_topic STRING, _kafka_partition INT,"
            + " _kafka_offset BIGINT, _kafka_timestamp TIMESTAMP, _cdc_op STRING, region STRING, id BIGINT,"
            + " `na``me.x` STRING, amount DOUBLE, _cdc_before STRUCT<region: STRING, id: BIGINT>,"
            + " _cdc_source STRUCT<lsn: BIGINT, ts_ms: BIGINT>, _rescued STRING");

    static Change of(String op, long offset, String region, long id, String name) {
        return new Change(0, offset, op, region, id, name, 0.5, offset);
    }

    static Change tombstone(long offset) {
        return new Change(0, offset, null, null, null, null, null, offset);
    }

    Change in(int otherPartition) {
        return new Change(otherPartition, offset, op, region, id, name, amount, lsn);
    }

    /** What the state holds of it, as {@link State} reads it. */
    String row() {
        return region + "," + id + "," + name + "," + amount;
    }

    boolean keyed() {
        return region != null;
    }

    List<Object> key() {
        return List.of(region, id);
    }

    private Row landed() {
        Row before = keyed() && !Objects.equals(op, "c") ? RowFactory.create(region, id) : null;
        Row source = op == null ? null : RowFactory.create(lsn, lsn);
        return RowFactory.create(
                "shop.orders", partition, offset, null, op, region, id, name, amount, before, source, null);
    }

    /** One commit of the connector. */
    static void land(Path table, List<Change> changes) {
        SparkSession spark = SharedSpark.session(Map.of());
        spark.createDataFrame(changes.stream().map(Change::landed).toList(), COLUMNS)
                // A map cannot be compared; it must be no part of what is.
                .withColumn("tags", functions.expr("IF(_cdc_op IS NULL, NULL, map('lsn', _cdc_source.lsn))"))
                .coalesce(1)
                .write()
                .format("delta")
                .mode("append")
                .save(table.toString());
    }
}
