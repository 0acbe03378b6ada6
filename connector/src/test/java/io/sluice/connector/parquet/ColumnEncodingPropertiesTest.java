package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.column.Records;
import io.sluice.connector.column.Rows;
import io.sluice.connector.config.FileSettings;
import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.partition.PartitionKey;
import io.sluice.connector.partition.Partitioning;
import io.sluice.connector.schema.DdlSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Columns of every density, repetition and nesting, over pages and row groups of every size, as parquet-java reads them back. */
final class ColumnEncodingPropertiesTest {
    private static final StructType SCHEMA =
            DdlSchema.parse("id BIGINT, b BIGINT, i INT, d DOUBLE, f FLOAT, t BOOLEAN, s STRING,"
                    + " x BINARY, w DECIMAL(38,4), n STRUCT<a: STRING, l: ARRAY<BIGINT>>, m MAP<STRING, STRING>");
    private static final Partitioning ALL = new Partitioning(null, List.of(new PartitionKey(Map.of(), "")));

    private Path table;

    @BeforeTry
    void create() throws IOException {
        table = Files.createTempDirectory("encoding-");
    }

    @AfterTry
    void delete() {
        FileUtil.fullyDelete(table.toFile());
    }

    @Property(tries = 150)
    void whatWasAppendedIsReadBackWithExactBounds(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(random.nextInt(10) == 0 ? 50_000 : 600);
        ColumnBuffer buffer = rows(random, rows);
        Partitioning partitioning = random.nextBoolean() ? ALL : halves(random, rows);
        FileSettings settings = new FileSettings(
                1L << 27,
                random.nextBoolean() ? Compression.ZSTD : Compression.UNCOMPRESSED,
                1,
                random.nextBoolean() ? 1L << 27 : 20_000,
                random.nextBoolean() ? 1 << 20 : 1024 + random.nextInt(8192),
                random.nextInt(4) > 0);

        List<DataFile> files = new ParquetEncoder(new Configuration(), settings)
                .encode(table.toUri().toString(), buffer, partitioning, SCHEMA, StatisticsColumns.ALL);

        boolean[] seen = new boolean[rows];
        for (DataFile file : files) {
            List<Map<String, Object>> read = KernelRows.read(file, SCHEMA);
            for (Map<String, Object> row : read) {
                int id = ((Long) row.get("id")).intValue();
                assertThat(seen[id]).isFalse();
                seen[id] = true;
                assertThat(text(row)).isEqualTo(text(Rows.value(buffer, id)));
            }
            assertThat(read).hasSize((int) file.rows());
            bounds(file, read, "b");
            bounds(file, read, "d");
            bounds(file, read, "i");
            nulls(file, read, "s");
        }
        assertThat(seen).doesNotContain(false);
    }

    /** With bytes as Base64, which equal others of the same content. */
    private static Map<String, Object> text(Map<String, Object> row) {
        Map<String, Object> text = new HashMap<>(row);
        text.computeIfPresent("x", (name, bytes) -> Base64.getEncoder().encodeToString((byte[]) bytes));
        return text;
    }

    private static void bounds(DataFile file, List<Map<String, Object>> rows, String name) {
        Column column = new Column(name);
        List<Double> values = rows.stream()
                .map(row -> (Number) row.get(name))
                .filter(Objects::nonNull)
                .map(Number::doubleValue)
                .sorted()
                .toList();
        if (values.isEmpty()) {
            assertThat(file.statistics().getMinValues()).doesNotContainKey(column);
        } else {
            assertThat(number(file.statistics().getMinValues().get(column).getValue()))
                    .isEqualTo(values.get(0));
            assertThat(number(file.statistics().getMaxValues().get(column).getValue()))
                    .isEqualTo(values.get(values.size() - 1));
        }
        nulls(file, rows, name);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void nulls(DataFile file, List<Map<String, Object>> rows, String name) {
        assertThat(file.statistics().getNullCount().get(new Column(name)))
                .isEqualTo(rows.stream().filter(row -> row.get(name) == null).count());
    }

    private static Partitioning halves(Random random, int rows) {
        int first = random.nextInt(2);
        int[] ordinals = IntStream.range(0, rows)
                .map(i -> i == 0 ? 0 : random.nextInt(2))
                .toArray();
        if (rows > 1) {
            ordinals[1] = 1;
        }
        List<PartitionKey> keys = List.of(new PartitionKey(Map.of(), "p=" + first), new PartitionKey(Map.of(), "p=x"));
        return rows > 1 ? new Partitioning(ordinals, keys) : ALL;
    }

    @Example
    void aDictionaryIsKeptWhileItPays() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(
                DdlSchema.parse("few STRING, many BIGINT, later STRING"), Records.settings(ValueFormat.JSON));
        for (int i = 0; i < 60_000; i++) {
            // After the first two pages every value is new, and 1 MiB of them is soon reached.
            String later = i < 40_000 ? "v" + i % 10 : Integer.toHexString(i).repeat(20);
            buffer.append(Records.json(
                    "{\"few\":\"f" + i % 1000 + "\",\"many\":" + i * 7919L + ",\"later\":\"" + later + "\"}"));
        }
        StructType schema = buffer.schema();
        DataFile file = new ParquetEncoder(
                        new Configuration(), new FileSettings(1L << 27, Compression.ZSTD, 3, 1L << 27, 1 << 20, true))
                .encode(table.toUri().toString(), buffer, ALL, schema, StatisticsColumns.ALL)
                .get(0);

        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.path()), new Configuration()))) {
            List<ColumnChunkMetaData> chunks =
                    reader.getFooter().getBlocks().get(0).getColumns();
            assertThat(encodings(chunks, "few")).contains(Encoding.RLE_DICTIONARY);
            assertThat(chunks.stream()
                            .filter(chunk -> chunk.getPath().toDotString().equals("many"))
                            .findFirst()
                            .orElseThrow()
                            .hasDictionaryPage())
                    .isFalse();
            assertThat(encodings(chunks, "later")).contains(Encoding.RLE_DICTIONARY, Encoding.DELTA_LENGTH_BYTE_ARRAY);
        }
        assertThat(KernelRows.read(file, schema).stream()
                        .map(row -> row.get("later"))
                        .toList())
                .isEqualTo(IntStream.range(0, 60_000)
                        .mapToObj(i -> Rows.value(buffer, i).get("later"))
                        .toList());
    }

    private static Set<Encoding> encodings(List<ColumnChunkMetaData> chunks, String column) {
        return chunks.stream()
                .filter(chunk -> chunk.getPath().toDotString().equals(column))
                .findFirst()
                .orElseThrow()
                .getEncodings();
    }

    private static ColumnBuffer rows(Random random, int rows) throws Exception {
        List<Source> sources = new ArrayList<>();
        for (String name : List.of("b", "i", "d", "f", "t", "s", "x", "w", "n", "m")) {
            sources.add(Source.of(name, random));
        }
        ColumnBuffer buffer = ColumnBuffer.create(SCHEMA, Records.settings(ValueFormat.JSON));
        for (int row = 0; row < rows; row++) {
            StringBuilder json = new StringBuilder("{\"id\":").append(row);
            for (Source source : sources) {
                source.append(json, random);
            }
            buffer.append(Records.json(json.append('}').toString()));
        }
        assertThat(buffer.rescuedRows()).isZero();
        return buffer;
    }

    /** One column's values: how many are distinct, how long they stay the same, how many are null. */
    private static final class Source {
        private final String name;
        private final int distinct;
        private final int run;
        private final double nulls;
        private int current;

        private Source(String name, int distinct, int run, double nulls) {
            this.name = name;
            this.distinct = distinct;
            this.run = run;
            this.nulls = nulls;
        }

        static Source of(String name, Random random) {
            int[] counts = {1, 2, 3, 17, 300, 100_000};
            double[] shares = {0, 0, 0.1, 0.9, 1};
            return new Source(
                    name,
                    counts[random.nextInt(counts.length)],
                    1 + random.nextInt(40),
                    shares[random.nextInt(shares.length)]);
        }

        void append(StringBuilder json, Random random) {
            if (random.nextInt(run) == 0) {
                current = random.nextInt(distinct);
            }
            if (random.nextDouble() >= nulls) {
                json.append(",\"").append(name).append("\":").append(value(random));
            }
        }

        private String value(Random random) {
            return switch (name) {
                case "b" -> Long.toString((current - 3L) * 1_000_000_007L * (current % 2 == 0 ? 1 : -1));
                case "i" -> Integer.toString(current - 50);
                case "d" -> Double.toString(current * 0.37 - 5);
                case "f" -> Float.toString(current * 0.5f);
                case "t" -> Boolean.toString(current % 2 == 0);
                case "w" -> (current % 2 == 0 ? "" : "-") + "12345678901234567890123456" + current % 10 + ".5";
                case "x" -> "\"" + "AAEC".repeat(current % 5) + "\"";
                case "n" ->
                    "{\"a\":" + (current % 3 == 0 ? "null" : "\"a" + current + "\"") + ",\"l\":"
                            + (current % 4 == 0 ? "null" : list(random)) + "}";
                case "m" -> current % 5 == 0 ? "{}" : "{\"k" + current + "\":\"v\",\"l\":null}";
                default -> "\"" + "é".repeat(current % 3) + "text-" + current + "\"";
            };
        }

        private String list(Random random) {
            StringBuilder list = new StringBuilder("[");
            for (int i = random.nextInt(4); i > 0; i--) {
                list.append(i % 3 == 0 ? "null" : Integer.toString(current)).append(i > 1 ? "," : "");
            }
            return list.append(']').toString();
        }
    }
}
