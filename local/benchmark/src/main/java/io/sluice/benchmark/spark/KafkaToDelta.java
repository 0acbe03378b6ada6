package io.sluice.benchmark.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;

/**
 * Lands a topic as a user of Structured Streaming does, and waits to be ended. Arguments: the broker, the topic, the table's folder, the
 * checkpoint's, how many offsets a trigger takes (0: all), and settings of Spark as {@code key=value}.
 */
public final class KafkaToDelta {
    private static final int SETTINGS = 5;
    private static final StructType EVENT = StructType.fromDDL(
            "event_id BIGINT, device_id STRING, ts BIGINT, type STRING,"
                    + " country STRING, lat DOUBLE, lon DOUBLE, temperature DOUBLE, battery BIGINT, ok BOOLEAN, url STRING, note STRING");

    private KafkaToDelta() {}

    public static void main(String[] args) throws TimeoutException, StreamingQueryException, InterruptedException {
        SparkSession.Builder builder = SparkSession.builder();
        Arrays.stream(args).skip(SETTINGS).forEach(setting -> {
            int equals = setting.indexOf('=');
            builder.config(setting.substring(0, equals), setting.substring(equals + 1));
        });
        SparkSession session = builder.getOrCreate();
        session.sparkContext().setLogLevel("WARN");
        System.out.println("ready");
        DataStreamReader reader = session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", args[0])
                .option("subscribe", args[1])
                .option("startingOffsets", "earliest");
        if (!args[4].equals("0")) {
            reader.option("maxOffsetsPerTrigger", args[4]);
        }
        reader.load()
                .select(from_json(col("value").cast("string"), EVENT).as("event"))
                .select("event.*")
                .writeStream()
                .format("delta")
                .outputMode("append")
                .option("checkpointLocation", args[3])
                .trigger(Trigger.AvailableNow())
                .start(args[2])
                .awaitTermination();
        new CountDownLatch(1).await();
    }
}
