package io.sluice.analytics.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udaf;

import io.sluice.analytics.error.JobException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What the rows say of themselves.
 *
 * @param offsets by topic and partition
 * @param uncoordinated rows in which a coordinate is null: they did not come through the connector
 */
record LandedRows(Map<TopicPartition, OffsetSet> offsets, long uncoordinated) {
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);
    private static final List<String> COORDINATES = List.of("_kafka_topic", "_kafka_partition", "_kafka_offset");

    /** One pass over the three coordinate columns. */
    static LandedRows read(Dataset<Row> table, String name) {
        if (!Arrays.asList(table.columns()).containsAll(COORDINATES)) {
            throw new JobException(
                    "Cannot audit table " + name,
                    "it lacks one of the columns " + String.join(", ", COORDINATES) + ", which are the rows' witness",
                    "Land it with metadata.columns=topic,partition,offset,timestamp (the connector's default)");
        }
        Dataset<Row> sets = table.select(
                        col(COORDINATES.get(0)).cast("string").as("topic"),
                        col(COORDINATES.get(1)).cast("int").as("partition"),
                        col(COORDINATES.get(2)).cast("long").as("offset"))
                .groupBy("topic", "partition")
                .agg(udaf(new OffsetSetAggregator(), Encoders.LONG())
                        .apply(col("offset"))
                        .as("offsets"));
        return of(sets.collectAsList());
    }

    private static LandedRows of(List<Row> groups) {
        Map<TopicPartition, OffsetSet> offsets = new TreeMap<>(ORDER);
        long uncoordinated = 0;
        for (Row group : groups) {
            OffsetSet set = OffsetSet.ofBytes(group.getAs("offsets"));
            uncoordinated += set.nulls();
            if (group.isNullAt(0) || group.isNullAt(1)) {
                uncoordinated += set.rows();
            } else if (!set.isEmpty()) {
                offsets.put(new TopicPartition(group.getString(0), group.getInt(1)), set);
            }
        }
        return new LandedRows(offsets, uncoordinated);
    }
}
