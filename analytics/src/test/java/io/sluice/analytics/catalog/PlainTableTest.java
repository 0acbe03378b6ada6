package io.sluice.analytics.catalog;

import static io.sluice.analytics.TestCommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.PlainLanding;
import io.sluice.analytics.support.SharedSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of lake.format=parquet, read by their ledger. */
final class PlainTableTest {
    private static final StructType SCHEMA = new StructType().add("id", DataTypes.LongType);

    @TempDir
    private Path lake;

    private SparkSession spark;

    @BeforeEach
    void session() {
        spark = SharedSpark.session(Map.of());
    }

    private CommandLineResult csv(String sql) {
        return sluice("sql", "--lake", lake.toString(), "--output", "csv", sql);
    }

    private PlainLanding table(String name) {
        return new PlainLanding(lake.resolve(name), PlainLanding.LONG_AGO);
    }

    @Test
    void readsWhatTheLedgerNamesAndNoFileThatWasNeverCommitted() throws Exception {
        PlainLanding events = table("events").create(SCHEMA);
        for (int batch = 0; batch < 12; batch++) {
            events.land(spark.range(10L * batch, 10L * batch + 10).toDF(), 10L * batch, "", Map.of(), null);
        }
        events.write(spark.range(1000).toDF(), "");

        assertThat(csv("SELECT count(*) n, sum(id) s FROM lake.events"))
                .isEqualTo(new CommandLineResult(0, "n,s\n120,7140\n", ""));
        assertThat(csv("SELECT id FROM lake.events WHERE id > 117 ORDER BY id").out())
                .isEqualTo("id\n118\n119\n");
        assertThat(spark.read()
                        .format("sluice")
                        .load(lake.resolve("events").toString())
                        .count())
                .isEqualTo(120);
        assertThat(spark.read().parquet(lake.resolve("events").toString()).count())
                .as("what a reader of the folder sees")
                .isEqualTo(1120);
        assertThat(csv("SHOW TABLES IN lake").out()).contains("events");
    }

    @Test
    void isEmptyBeforeItsFirstRow() throws Exception {
        table("events").create(SCHEMA, "id");
        assertThat(csv("SELECT count(*) n FROM lake.events").out()).isEqualTo("n\n0\n");
    }

    @Test
    void fillsColumnsThatCameLaterWithNulls() throws Exception {
        table("events")
                .create(SCHEMA)
                .land(spark.range(1).toDF(), 1, "", Map.of(), null)
                .evolve(SCHEMA.add("name", DataTypes.StringType))
                .land(spark.range(1, 2).selectExpr("id", "'new' name"), 2, "", Map.of(), null);

        assertThat(csv("SELECT id, name FROM lake.events ORDER BY id").out()).isEqualTo("id,name\n0,\n1,new\n");
    }

    @Test
    void takesPartitionValuesFromTheLedgerAndReadsThePartitionsThatAreAsked() throws Exception {
        StructType schema = SCHEMA.add("site", DataTypes.StringType)
                .add("day", DataTypes.DateType)
                .add("at", DataTypes.TimestampType)
                .add("n", DataTypes.IntegerType);
        PlainLanding events = table("events").create(schema, "site", "day", "at", "n");
        Map<String, String> values = new HashMap<>();
        values.put("site", "a/b=c %");
        values.put("day", "2001-02-03");
        values.put("at", "2001-02-03 04:05:06.000007");
        values.put("n", "-7");
        events.land(spark.range(2).toDF(), 2, "site=a%2Fb%3Dc %25", values, null);
        Map<String, String> nulls = new HashMap<>();
        values.keySet().forEach(column -> nulls.put(column, null));
        events.land(spark.range(2, 5).toDF(), 5, "site=__HIVE_DEFAULT_PARTITION__", nulls, null);

        assertThat(csv("SELECT id, site, day, at, n FROM lake.events WHERE site IS NOT NULL ORDER BY id"))
                .isEqualTo(new CommandLineResult(
                        0,
                        """
                        id,site,day,at,n
                        0,a/b=c %,2001-02-03,2001-02-03 04:05:06.000007,-7
                        1,a/b=c %,2001-02-03,2001-02-03 04:05:06.000007,-7
                        """,
                        ""));
        assertThat(csv("SELECT count(*) n FROM lake.events WHERE day IS NULL AND at IS NULL AND n IS NULL")
                        .out())
                .isEqualTo("n\n3\n");
        try (Stream<Path> others = Files.list(lake.resolve("events/site=__HIVE_DEFAULT_PARTITION__"))) {
            Files.delete(others.findFirst().orElseThrow());
        }
        assertThat(csv("SELECT sum(id) s FROM lake.events WHERE n = -7").out())
                .as("the other partition's file is not read")
                .isEqualTo("s\n1\n");
        assertThat(csv("SELECT sum(id) s FROM lake.events").exitCode()).isEqualTo(1);
    }

    @Test
    void isReadAndNotWritten() throws Exception {
        table("events").create(SCHEMA).land(spark.range(1).toDF(), 1, "", Map.of(), null);

        assertThat(csv("INSERT INTO lake.events VALUES (1)").exitCode()).isEqualTo(1);
        assertThat(csv("SELECT * FROM lake.events VERSION AS OF 1").err())
                .contains("it is plain Parquet")
                .contains("promote");
        assertThat(sluice("audit", "--lake", lake.toString(), "--table", "events")
                        .err())
                .contains("Cannot work on table events")
                .contains("it is plain Parquet");
        assertThat(csv("SELECT count(*) n FROM lake.events").out()).isEqualTo("n\n1\n");
    }

    @Test
    void aDamagedEntryIsNamed() throws Exception {
        table("events").create(SCHEMA).land(spark.range(1).toDF(), 1, "", Map.of(), null);
        Path entry = lake.resolve("events/_sluice_log/00000000000000000001.json");
        Files.writeString(entry, Files.readString(entry).replace("\"size\":", "\"size\":1"));

        assertThat(csv("SELECT * FROM lake.events").err())
                .contains("00000000000000000001.json is cut off or changed")
                .contains("restore");
    }

    @Test
    void aPathWithoutALedgerIsToldSo() {
        assertThatThrownBy(() -> spark.read()
                        .format("sluice")
                        .load(lake.resolve("nothing").toString())
                        .count())
                .hasMessageContaining("Cannot read file:" + lake.resolve("nothing"));
    }
}
