package io.sluice.analytics.support;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A dead letter table, written by Spark in the connector's columns: the connector cannot write it here, since its Delta Kernel and Spark do
 * not share a classpath.
 */
public final class DeadLetters {
    /** What stands in the connector's class {@code DeadLetterRows}, which a test compares. */
    public static final String COLUMNS =
            "key BINARY, value BINARY, headers ARRAY<STRUCT<key: STRING, value: BINARY>>, stage STRING, code STRING,"
                    + " field STRING, message STRING, table STRING";

    private static final String COORDINATES =
            "_kafka_topic STRING, _kafka_partition INT, _kafka_offset BIGINT, _kafka_timestamp TIMESTAMP, ";
    private static final Instant NOON = Instant.parse("2001-01-01T12:00:00Z");

    private static final int KEY = 4;

    private DeadLetters() {}

    /**
     * Of topic {@code flights}, partition 0.
     *
     * @param table null when it names none
     */
    public static Row letter(long offset, String table, String value) {
        return letter(offset, table, value, NOON.plusSeconds(offset));
    }

    public static Row letter(long offset, String table, String value, Instant at) {
        return RowFactory.create(
                "flights",
                0,
                offset,
                at,
                bytes("k" + offset),
                bytes(value),
                List.of(header("h", "first"), header("h", "last"), header("none", null)),
                table == null ? "routing" : "landing",
                "TYPE_MISMATCH",
                "/amount",
                "It did not fit.",
                table);
    }

    /** The same with another key. */
    public static Row keyed(Row letter, String key) {
        Object[] values = new Object[letter.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = letter.get(i);
        }
        values[KEY] = bytes(key);
        return RowFactory.create(values);
    }

    private static Row header(String key, String value) {
        return RowFactory.create(key, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    public static Dataset<Row> rows(Row... letters) {
        SparkSession spark = SharedSpark.session(Map.of());
        return spark.createDataFrame(List.of(letters), StructType.fromDDL(COORDINATES + COLUMNS))
                .coalesce(1);
    }

    /** A commit of one file. */
    public static void append(Path table, Row... letters) {
        rows(letters).write().format("delta").mode(SaveMode.Append).save(table.toString());
    }
}
