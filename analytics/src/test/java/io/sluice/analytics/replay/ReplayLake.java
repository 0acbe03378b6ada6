package io.sluice.analytics.replay;

import static io.sluice.analytics.TestCommandLine.sluice;

import io.delta.tables.DeltaTable;
import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.DeadLetters;
import io.sluice.analytics.support.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A lake with the tables {@code dead_letters} and {@code flights}, the latter in the connector's columns. */
final class ReplayLake {
    static final StructType COLUMNS = new StructType(Stream.concat(
                    Stream.of(StructType.fromDDL("_kafka_topic STRING, _kafka_partition INT, _kafka_offset BIGINT,"
                                    + " _kafka_timestamp TIMESTAMP, _kafka_key STRING, _kafka_headers MAP<STRING, STRING>,"
                                    + " id BIGINT NOT NULL, amount DECIMAL(10,2), ts TIMESTAMP, tags ARRAY<STRING>")
                            .fields()),
                    Stream.of(
                            made("day(ts)", "Europe/Berlin"),
                            StructType.fromDDL("_rescued STRING").fields()[0]))
            .toArray(StructField[]::new));

    private final Path lake;
    private final SparkSession spark;

    ReplayLake(Path lake) {
        this.lake = lake;
        this.spark = SharedSpark.session(Map.of());
    }

    private static StructField made(String madeOf, String zone) {
        return ReplayPartitionTest.column(madeOf, zone);
    }

    Path table(String name) {
        return lake.resolve(name);
    }

    SparkSession spark() {
        return spark;
    }

    ReplayLake create(String name, StructType columns, String... partitionedBy) {
        DeltaTable.create(spark)
                .location(table(name).toString())
                .addColumns(columns)
                .partitionedBy(partitionedBy)
                .execute();
        return this;
    }

    ReplayLake flights() {
        return create("flights", COLUMNS, "made");
    }

    ReplayLake letters(Row... letters) {
        DeadLetters.append(table("dead_letters"), letters);
        return this;
    }

    /** What a landing adds. */
    void land(long offset, long id) {
        spark.sql("SELECT 'flights' _kafka_topic, 0 _kafka_partition, " + offset + "L _kafka_offset, " + id
                        + "L id, DATE'2001-01-01' made")
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .save(table("flights").toString());
    }

    CommandLineResult replay(String... options) {
        return sluice(line(options));
    }

    CommandLineResult replay(Clock clock, String... options) {
        return sluice(clock, line(options));
    }

    private String[] line(String... options) {
        List<String> line = new ArrayList<>(List.of("replay", "--lake", lake.toString(), "--output", "csv"));
        if (!List.of(options).contains("--letters")) {
            line.addAll(List.of("--letters", "dead_letters"));
        }
        line.addAll(List.of(options));
        return line.toArray(String[]::new);
    }

    /** Offset and columns of the rows, in order, by {@code |}. */
    String rows(String table, String... columns) {
        DeltaLog.clearCache();
        String list = Stream.of(columns).map(column -> ", " + column).collect(Collectors.joining());
        return spark
                .sql("SELECT _kafka_offset" + list + " FROM delta.`" + table(table) + "` ORDER BY 1")
                .collectAsList()
                .stream()
                .map(row -> row.mkString("|"))
                .collect(Collectors.joining(" "));
    }

    long version(String table) {
        DeltaLog.clearCache();
        return DeltaLog.forTableWithSnapshot(spark, table(table).toString())
                ._2()
                .version();
    }

    /** The log as it is when the process dies just before its commit: all files are there, and the version is not. */
    void forget(String table, long version) {
        try {
            Path log = table(table).resolve("_delta_log");
            Files.delete(log.resolve(String.format("%020d.json", version)));
            Files.deleteIfExists(log.resolve(String.format("%020d.crc", version)));
            Files.deleteIfExists(log.resolve(String.format(".%020d.crc.crc", version)));
            Files.deleteIfExists(log.resolve(String.format(".%020d.json.crc", version)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DeltaLog.clearCache();
    }
}
