package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.column.Records;
import io.sluice.connector.config.FileSettings;
import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.partition.PartitionKey;
import io.sluice.connector.partition.Partitioning;
import io.sluice.connector.schema.DdlSchema;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type through a Parquet file and back by Delta Kernel, and the statistics that its file gets. */
final class ParquetTypesTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Column A = new Column("a");
    private static final Partitioning ALL = new Partitioning(null, List.of(new PartitionKey(Map.of(), "")));

    @TempDir
    Path table;

    /** The last column: least and greatest value in the statistics, "-" for none. Every case has one null. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN        | [true, null, false]                            | true,null,false                   | - -",
                "TINYINT        | [-128, null, 127]                              | -128,null,127                     | -128 127",
                "SMALLINT       | [32767, null, -32768]                          | 32767,null,-32768                 | -32768 32767",
                "INT            | [2147483647, null, -2147483648]                | 2147483647,null,-2147483648       | -2147483648 2147483647",
                "BIGINT         | [9223372036854775807, null, 0]                 | 9223372036854775807,null,0        | 0 9223372036854775807",
                "FLOAT          | [0.5, null, -1.25]                             | 0.5,null,-1.25                    | -1.25 0.5",
                "DOUBLE         | [1e300, null, -4.9e-324]                       | 1.0E300,null,-4.9E-324            | -4.9E-324 1.0E300",
                "DECIMAL(9,2)   | [9999999.99, null, -0.01]                      | 9999999.99,null,-0.01             | -0.01 9999999.99",
                "DECIMAL(18,0)  | [999999999999999999, null, -1]                 | 999999999999999999,null,-1        | -1 999999999999999999",
                "DECIMAL(38,18) | [12345678901234567890.123456789012345678, null, -1] | 12345678901234567890.123456789012345678,null,-1.000000000000000000 "
                        + "| -1.000000000000000000 12345678901234567890.123456789012345678",
                "DECIMAL(38,0)  | [-99999999999999999999999999999999999999, null, 7] | -99999999999999999999999999999999999999,null,7 "
                        + "| -99999999999999999999999999999999999999 7",
                "DATE           | [\"2024-02-29\", null, \"1582-10-04\"]         | 2024-02-29,null,1582-10-04        | -141438 19782",
                "TIMESTAMP      | [\"2021-07-21T06:00:00.000001Z\", null, \"0001-01-01T00:00:00Z\"] | 2021-07-21T06:00:00.000001Z,null,0001-01-01T00:00:00Z "
                        + "| -62135596800000000 1626847200000001",
                "STRING         | [\"é\", null, \"b\"]                    | é,null,b                          | b é",
                "BINARY         | [\"AP8=\", null, \"aGk=\"]                     | AP8=,null,aGk=                    | - -",
                "MAP<STRING,INT>| [{\"k\":1,\"l\":null}, null, {}]               | {k=1, l=null},null,{}             | - -",
                "ARRAY<STRING>  | [[\"x\",null], null, []]                       | [x, null],null,[]                 | - -",
                "STRUCT<x: ARRAY<STRUCT<y: DATE>>> | [{\"x\":[{\"y\":\"2001-02-03\"},{},null]}, null, {}] | {x=[{y=2001-02-03}, {}, null]},null,{} | - -"
            })
    void aTypeComesBackAsItWasAndItsStatisticsAreExact(String type, String values, String read, String bounds)
            throws Exception {
        StructType schema = DdlSchema.parse("a " + type);

        DataFile file = write(schema, json(schema, values), StatisticsColumns.ALL);

        assertThat(read(file, schema)).isEqualTo(read);
        assertThat(bounds(file)).isEqualTo(bounds);
        assertThat(file.rows()).isEqualTo(3);
    }

    @Test
    void nullsAreCounted() throws Exception {
        StructType schema = DdlSchema.parse("a BIGINT");

        assertThat(nulls(write(schema, json(schema, "[null, 1, null]"), StatisticsColumns.ALL)))
                .isEqualTo(2);
        DataFile empty = write(schema, json(schema, "[null, null]"), StatisticsColumns.ALL);
        assertThat(nulls(empty)).isEqualTo(2);
        assertThat(bounds(empty)).isEqualTo("- -");
    }

    @Test
    void notANumberLeavesNoBoundsAndInfinityDoes() throws Exception {
        assertThat(bounds(doubles(1.0, Double.NaN))).isEqualTo("- -");
        assertThat(bounds(doubles(Double.NaN, 1.0))).isEqualTo("- -");
        assertThat(bounds(doubles(Double.NEGATIVE_INFINITY, 0.5))).isEqualTo("-Infinity 0.5");
    }

    @Test
    void longTextIsCutToBoundsThatStillHoldIt() throws Exception {
        StructType schema = DdlSchema.parse("a STRING");
        String last = Character.toString(Character.MAX_CODE_POINT);

        assertThat(bounds(text(schema, "a".repeat(40), "𝄞".repeat(40))))
                .isEqualTo("a".repeat(32) + " " + "𝄞".repeat(32) + last);
        assertThat(bounds(text(schema, "a".repeat(40)))).isEqualTo("a".repeat(32) + " " + "a".repeat(32) + "\u007f");
        assertThat(bounds(text(schema, last.repeat(100)))).isEqualTo(last.repeat(32) + " -");
    }

    @Test
    void onlyTheFirstLeafColumnsHaveStatisticsAndAListCountsAsOne() throws Exception {
        StructType schema = DdlSchema.parse("l ARRAY<INT>, a STRUCT<x: INT, y: INT>, z INT");
        ColumnBuffer rows = ColumnBuffer.create(schema, Records.settings(ValueFormat.JSON));
        rows.append(Records.json("{\"l\":[1],\"a\":{\"x\":2,\"y\":3},\"z\":4}"));

        assertThat(write(schema, rows, first(3)).statistics().getMinValues())
                .containsOnlyKeys(new Column(new String[] {"a", "x"}), new Column(new String[] {"a", "y"}));
        assertThat(write(schema, rows, first(4)).statistics().getMinValues()).hasSize(3);
        assertThat(write(schema, rows, first(0)).statistics().getNullCount()).isEmpty();
    }

    @Test
    void aWriteThatFailsLeavesNoFileBehind() throws Exception {
        Configuration conf = new Configuration();
        conf.setClass("fs.file.impl", FullDisk.class, FileSystem.class);
        conf.setBoolean("fs.file.impl.disable.cache", true);
        StructType schema = DdlSchema.parse("a BIGINT");
        ColumnBuffer rows =
                json(schema, new Random(1).longs(50_000).boxed().toList().toString());

        assertThatIOException()
                .isThrownBy(() -> new ParquetEncoder(conf, settings(20_000))
                        .encode(table.toUri().toString(), rows, ALL, schema, StatisticsColumns.ALL))
                .withMessageContaining("No space left");

        assertThat(table.toFile().list()).isEmpty();
        assertThat(new ParquetEncoder(new Configuration(), settings(20_000))
                        .encode(table.toUri().toString(), rows, ALL, schema, StatisticsColumns.ALL))
                .as("the same rows fill several files, of which the failed write had finished some")
                .hasSizeGreaterThan(2);
    }

    /** A disk that takes 60,000 bytes. */
    static final class FullDisk extends RawLocalFileSystem {
        private long room = 60_000;

        @Override
        public FSDataOutputStream createNonRecursive(
                org.apache.hadoop.fs.Path file,
                FsPermission permission,
                EnumSet<CreateFlag> flags,
                int bufferSize,
                short replication,
                long blockSize,
                Progressable progress)
                throws IOException {
            OutputStream disk =
                    super.createNonRecursive(file, permission, flags, bufferSize, replication, blockSize, progress);
            return new FSDataOutputStream(
                    new FilterOutputStream(disk) {
                        @Override
                        public void write(byte[] bytes, int offset, int count) throws IOException {
                            room -= count;
                            if (room < 0) {
                                throw new IOException("No space left on device");
                            }
                            out.write(bytes, offset, count);
                        }
                    },
                    null);
        }
    }

    private DataFile doubles(double... values) throws Exception {
        Schema connect =
                SchemaBuilder.struct().field("a", Schema.FLOAT64_SCHEMA).build();
        StructType schema = DdlSchema.parse("a DOUBLE");
        ColumnBuffer rows = ColumnBuffer.create(schema, Records.settings(ValueFormat.CONNECT));
        for (double value : values) {
            rows.append(Records.of(new Struct(connect).put("a", value)));
        }
        return write(schema, rows, StatisticsColumns.ALL);
    }

    private DataFile text(StructType schema, String... values) throws Exception {
        return write(schema, json(schema, JSON.writeValueAsString(values)), StatisticsColumns.ALL);
    }

    /** Rows whose field {@code a} has these values. */
    private static ColumnBuffer json(StructType schema, String values) throws Exception {
        ColumnBuffer rows = ColumnBuffer.create(schema, Records.settings(ValueFormat.JSON));
        for (JsonNode value : JSON.readTree(values)) {
            rows.append(Records.json("{\"a\":" + value + "}"));
        }
        assertThat(rows.rescuedRows()).isZero();
        return rows;
    }

    private static StatisticsColumns first(int columns) {
        return new StatisticsColumns(columns, Set.of());
    }

    private DataFile write(StructType schema, ColumnBuffer rows, StatisticsColumns statistics) throws Exception {
        List<DataFile> files = new ParquetEncoder(new Configuration(), settings(1L << 27))
                .encode(table.toUri().toString(), rows, ALL, schema, statistics);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private static FileSettings settings(long targetBytes) {
        return new FileSettings(targetBytes, Compression.UNCOMPRESSED, 3, targetBytes, 1 << 20, false);
    }

    private static String read(DataFile file, StructType schema) throws IOException {
        return KernelRows.read(file, schema).stream()
                .map(row -> row.get("a"))
                .map(value -> value instanceof byte[] bytes
                        ? Base64.getEncoder().encodeToString(bytes)
                        : value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value))
                .collect(Collectors.joining(","));
    }

    private static long nulls(DataFile file) {
        return file.statistics().getNullCount().get(A);
    }

    private static String bounds(DataFile file) {
        return bound(file.statistics().getMinValues()) + " "
                + bound(file.statistics().getMaxValues());
    }

    private static String bound(Map<Column, Literal> bounds) {
        return bounds.containsKey(A) ? String.valueOf(bounds.get(A).getValue()) : "-";
    }
}
