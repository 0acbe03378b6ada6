package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
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
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ParquetEncoderTest {
    private static final Partitioning ALL = new Partitioning(null, List.of(new PartitionKey(Map.of(), "")));

    @TempDir
    Path table;

    @Test
    void kernelReadsDeeplyNestedEventsBackAsTheyAreInTheBuffer() throws Exception {
        ColumnBuffer buffer = buffer(Files.readAllLines(Path.of("../data/github-events.jsonl")).stream());
        StructType schema = buffer.schema();

        List<DataFile> files = encode(buffer, ALL, schema, settings(Compression.ZSTD, 1L << 27, 1L << 27));

        assertThat(files).hasSize(1);
        List<Map<String, Object>> rows = KernelRows.read(files.get(0), schema);
        assertThat(rows).hasSize(800);
        for (int row = 0; row < rows.size(); row++) {
            rows.get(row).remove("_rescued");
            assertThat(rows.get(row)).as("row %s", row).isEqualTo(Rows.value(buffer, row));
        }
        assertThat(files.get(0).path())
                .startsWith("file:/")
                .contains("/part-00000-")
                .endsWith(".zstd.parquet");
        assertThat(files.get(0).rows()).isEqualTo(800);
        assertThat(onDisk()).containsExactly(new File(files.get(0).path().substring("file:".length())).getName());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCodecRollsFilesAndRowGroupsWithoutLosingARow(Compression compression) throws Exception {
        ColumnBuffer buffer = buffer(IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"id\":" + i + ",\"text\":\"" + Long.toHexString(i * 0x9E3779B97F4A7C15L)
                        + "\",\"list\":[" + i + ",null]}"));
        StructType schema = buffer.schema();

        List<DataFile> files = encode(buffer, ALL, schema, settings(compression, 100_000, 30_000));

        assertThat(files.size()).isBetween(2, 20);
        assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(20_000);
        List<Object> ids = new ArrayList<>();
        for (DataFile file : files) {
            assertThat(file.size()).isLessThan(150_000);
            KernelRows.read(file, schema).forEach(row -> {
                ids.add(row.get("id"));
                assertThat(row.get("list")).isEqualTo(Arrays.asList(row.get("id"), null));
            });
        }
        assertThat(ids)
                .isEqualTo(IntStream.range(0, 20_000)
                        .mapToObj(i -> (Object) (long) i)
                        .toList());
    }

    @Test
    void everyPartitionGetsItsRowsInItsDirectoryAndNoPartitionColumn() throws Exception {
        ColumnBuffer buffer = buffer(IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"id\":" + i + ",\"city\":\"c" + i % 100 + "\""
                        + (i % 3 == 0 ? ",\"tags\":[\"t" + i + "\"]" : "") + "}"));
        StructType schema = buffer.schema();
        StructType fileSchema = new StructType(schema.fields().stream()
                .filter(field -> !field.getName().equals("city"))
                .toList());
        List<PartitionKey> keys = IntStream.range(0, 100)
                .mapToObj(i -> new PartitionKey(Map.of("city", Literal.ofString("c" + i)), "city=c%20" + i))
                .toList();

        List<DataFile> files = encode(
                buffer,
                new Partitioning(IntStream.range(0, 1_000).map(i -> i % 100).toArray(), keys),
                fileSchema,
                settings(Compression.SNAPPY, 1L << 27, 1L << 27));

        assertThat(files).hasSize(100);
        for (DataFile file : files) {
            int city = Integer.parseInt(file.partition().directory().substring("city=c%20".length()));
            assertThat(file.path()).contains("/city=c%20" + city + "/");
            List<Map<String, Object>> rows = KernelRows.read(file, fileSchema);
            assertThat(rows).hasSize(10);
            for (int i = 0; i < 10; i++) {
                long id = city + 100L * i;
                assertThat(rows.get(i)).containsEntry("id", id).doesNotContainKey("city");
                assertThat(rows.get(i).get("tags")).isEqualTo(id % 3 == 0 ? List.of("t" + id) : null);
            }
        }
    }

    @Test
    void oneEncoderWritesBatchesOfAllSizes() throws Exception {
        FileSettings settings = settings(Compression.ZSTD, 1L << 27, 1L << 27);
        ParquetEncoder encoder = new ParquetEncoder(new Configuration(), settings);
        for (int rows : new int[] {100, 7, 120, 2_000}) {
            ColumnBuffer buffer = buffer(IntStream.range(0, rows).mapToObj(i -> "{\"id\":" + i + "}"));
            Partitioning halves = new Partitioning(
                    IntStream.range(0, 3_000).map(row -> row % 2).toArray(),
                    List.of(new PartitionKey(Map.of(), "even"), new PartitionKey(Map.of(), "odd")));

            List<DataFile> files =
                    encoder.encode(table.toUri().toString(), buffer, halves, buffer.schema(), StatisticsColumns.ALL);

            for (int half = 0; half < 2; half++) {
                int first = half;
                assertThat(KernelRows.read(files.get(half), buffer.schema()))
                        .extracting(row -> row.get("id"))
                        .containsExactly(IntStream.range(0, rows)
                                .filter(row -> row % 2 == first)
                                .mapToObj(row -> (Object) (long) row)
                                .toArray());
            }
        }
    }

    @Test
    void columnsThatTheRowsLackAreNullAndColumnsThatTheFileLacksAreRefused() throws Exception {
        ColumnBuffer buffer = buffer(Stream.of("{\"a\":1,\"s\":{\"x\":1}}"));
        StructType wide = new StructType()
                .add("b", StringType.STRING)
                .add("A", LongType.LONG)
                .add("s", new StructType().add("y", LongType.LONG).add("x", LongType.LONG));

        DataFile file = encode(buffer, ALL, wide, settings(Compression.ZSTD, 1L << 27, 1L << 27))
                .get(0);

        assertThat(KernelRows.read(file, wide)).containsExactly(Map.of("A", 1L, "s", Map.of("x", 1L)));
        for (StructType narrow : List.of(
                new StructType().add("a", LongType.LONG),
                new StructType().add("a", LongType.LONG).add("s", new StructType().add("y", LongType.LONG)),
                new StructType().add("a", LongType.LONG).add("s", LongType.LONG))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encode(buffer, ALL, narrow, settings(Compression.ZSTD, 1L << 27, 1L << 27)));
        }
        assertThat(onDisk()).hasSize(1);
    }

    /** Columns of which all rows say the same take a shorter way; one row that differs, or a partition's choice of rows, must be seen. */
    @ParameterizedTest(name = "last row {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'s':{'x':1,'t':{'y':'a'},'e':{}},'l':[],'m':{},'n':null}           | {'s':{'x':1,'t':{'y':'a'},'e':{}},'l':[],'m':{}}",
                "{'s':{'x':1,'t':{'y':'a'},'e':{}},'l':[],'m':{}}                     | {'s':{'x':1,'t':{'y':null}},'l':null,'m':null,'n':'b'}",
                "{'s':{'x':1,'t':{'y':'a'},'e':{}},'l':[],'m':{}}                     | {'s':{'t':null},'l':[null],'m':{'k':null}}",
                "{'s':{'x':1,'t':{'y':'a'}},'l':null,'m':null}                       | {'s':null,'l':[1,2],'m':{'k':'v'}}",
                "{'s':{'t':{}},'ls':[]}                                              | {'s':{'t':{'y':'b'}},'ls':[{'z':1}]}",
                "{'s':{'t':{}},'ls':[{},null]}                                       | {'s':{'x':2},'ls':[]}",
                "{}                                                                  | {'s':{},'ls':null,'l':[],'m':{}}"
            })
    void columnsThatAreAlikeInEveryRowAreReadBackAsTheyAre(String every, String last) throws Exception {
        StructType schema =
                DdlSchema.parse("s STRUCT<x: BIGINT, t: STRUCT<y: STRING>, e: STRUCT<q: BIGINT>>, n STRING, "
                        + "l ARRAY<BIGINT>, m MAP<STRING, STRING>, ls ARRAY<STRUCT<z: BIGINT>>");
        ColumnBuffer buffer = ColumnBuffer.create(schema, Records.settings(ValueFormat.JSON));
        int rows = 45_000;
        for (int row = 0; row < rows; row++) {
            buffer.append(Records.json((row < rows - 1 ? every : last).replace('\'', '"')));
        }
        Partitioning halves = new Partitioning(
                IntStream.range(0, rows).map(row -> row % 2).toArray(),
                List.of(new PartitionKey(Map.of(), "even"), new PartitionKey(Map.of(), "odd")));

        List<Map<String, Object>> whole =
                DuckRows.read(encode(buffer, ALL, schema, settings(Compression.ZSTD, 1L << 27, 1L << 27))
                        .get(0));
        List<DataFile> parts = encode(buffer, halves, schema, settings(Compression.ZSTD, 1L << 27, 1L << 27));

        for (int half = 0; half < 2; half++) {
            List<Map<String, Object>> part = DuckRows.read(parts.get(half));
            assertThat(part).hasSize(rows / 2);
            for (int at = 0; at < part.size(); at++) {
                assertThat(part.get(at)).isEqualTo(whole.get(2 * at + half));
            }
        }
        for (int row = 0; row < rows; row++) {
            assertThat(whole.get(row)).as("row %s", row).isEqualTo(Rows.value(buffer, row));
        }
    }

    /** {@code parquet.page.bytes} of values as PLAIN has them, or 20,000 rows: by pages readers skip, and compress. */
    @Test
    void pagesHoldAsManyRowsAsTheirBytesSay() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(
                DdlSchema.parse("id BIGINT, number INT, flag BOOLEAN, text STRING, odd BIGINT"),
                Records.settings(ValueFormat.JSON));
        int rows = 45_000;
        for (int row = 0; row < rows; row++) {
            buffer.append(Records.json(String.format(
                    "{\"id\":%d,\"number\":%d,\"flag\":true,\"text\":\"%07d\",\"odd\":%s}",
                    row, row, row, row % 2 == 0 ? "null" : row)));
        }
        FileSettings settings = new FileSettings(1L << 27, Compression.ZSTD, 3, 1L << 27, 1_000, true);
        Partitioning halves = new Partitioning(
                IntStream.range(0, rows).map(row -> row % 2).toArray(),
                List.of(new PartitionKey(Map.of(), "even"), new PartitionKey(Map.of(), "odd")));

        List<DataFile> files = new ArrayList<>(encode(buffer, ALL, buffer.schema(), settings));
        files.addAll(encode(buffer, halves, buffer.schema(), settings));

        assertThat(files).hasSize(3);
        for (DataFile file : files) {
            assertThat(pages(file, "id")).hasSizeGreaterThan(100).containsOnly(125);
            assertThat(pages(file, "number")).hasSizeGreaterThan(50).containsOnly(250);
            // Seven bytes and their length each.
            assertThat(pages(file, "text")).hasSizeGreaterThan(100).containsOnly(91);
        }
        assertThat(pages(files.get(0), "flag")).containsExactly(20_000, 20_000);
        // What stands for null counts as a byte.
        assertThat(pages(files.get(0), "odd")).hasSizeGreaterThan(100).allMatch(page -> page == 222 || page == 223);
    }

    /** Rows of each page of a column, but those of the last one. */
    private static List<Integer> pages(DataFile file, String column) throws Exception {
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.path()), new Configuration()))) {
            ColumnChunkMetaData chunk = reader.getFooter().getBlocks().get(0).getColumns().stream()
                    .filter(each -> each.getPath().toDotString().equals(column))
                    .findFirst()
                    .orElseThrow();
            OffsetIndex index = reader.readOffsetIndex(chunk);
            return IntStream.range(1, index.getPageCount())
                    .mapToObj(page -> (int) (index.getFirstRowIndex(page) - index.getFirstRowIndex(page - 1)))
                    .toList();
        }
    }

    private List<DataFile> encode(
            ColumnBuffer buffer, Partitioning partitioning, StructType schema, FileSettings settings) throws Exception {
        return new ParquetEncoder(new Configuration(), settings)
                .encode(table.toUri().toString(), buffer, partitioning, schema, StatisticsColumns.ALL);
    }

    private static FileSettings settings(Compression compression, long target, long rowGroup) {
        int level = compression == Compression.GZIP ? 6 : 3;
        return new FileSettings(target, compression, level, rowGroup, 1 << 20, true);
    }

    private static ColumnBuffer buffer(Stream<String> json) throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
        for (String each : json.toList()) {
            buffer.append(Records.json(each));
        }
        return buffer;
    }

    private List<String> onDisk() {
        return List.of(table.toFile().list());
    }
}
