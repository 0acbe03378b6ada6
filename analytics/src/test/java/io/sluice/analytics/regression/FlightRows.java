package io.sluice.analytics.regression;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The 20,000 flights as the connector lands them: with their coordinates, over four partitions. */
final class FlightRows {
    private FlightRows() {}

    static Dataset<Row> read(SparkSession spark) {
        return spark.read()
                .schema("date STRING, delay BIGINT, distance BIGINT, origin STRING, destination STRING")
                .json(Path.of(System.getProperty("sluice.data"), "flights.jsonl")
                        .toString())
                .coalesce(1)
                .selectExpr("monotonically_increasing_id() AS id", "*")
                .selectExpr(
                        "'flights' AS _kafka_topic",
                        "CAST(id % 4 AS INT) AS _kafka_partition",
                        "CAST(floor(id / 4) AS BIGINT) AS _kafka_offset",
                        "delay",
                        "distance",
                        "origin",
                        "to_timestamp(date, 'yyyy/MM/dd HH:mm') AS ts");
    }
}
