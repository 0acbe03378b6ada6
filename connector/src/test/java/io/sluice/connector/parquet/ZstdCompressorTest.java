package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.column.Records;
import io.sluice.connector.config.FileSettings;
import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.partition.PartitionKey;
import io.sluice.connector.partition.Partitioning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doubles are compressed with, and that nothing else is. */
final class ZstdCompressorTest {
    private static final int ROWS = 20_000;

    private final Random random = new Random(11);

    @TempDir
    Path table;

    @Test
    void doublesComeOutNoLargerThanAtTheLevelAndAsTheyWere() throws IOException {
        // With one there are so few that they are in a dictionary.
        for (int decimals = 2; decimals <= 7; decimals++) {
            byte[] page = positions(decimals);

            byte[] compressed = compressed(3, page);

            assertThat(Zstd.decompress(compressed, page.length)).isEqualTo(page);
            assertThat(compressed.length)
                    .as("%d decimals", decimals)
                    .isLessThan(Zstd.compress(page, 3).length * 101 / 100);
        }
    }

    @Test
    void whatFollowsDoublesIsCompressedAsTheLevelSays() throws IOException {
        ZstdCompressor compressor = new ZstdCompressor(3);
        byte[] page = positions(5);
        byte[] first = bytes(compressor, page);
        compressor.doubles(true);
        byte[] doubles = bytes(compressor, page);
        compressor.doubles(false);
        byte[] last = bytes(compressor, page);
        compressor.release();

        assertThat(first).isEqualTo(Zstd.compress(page, 3));
        assertThat(doubles).isNotEqualTo(first);
        assertThat(last).isEqualTo(first);
    }

    @Test
    void aLevelThatIsNotTheDefaultIsWhatItIs() throws IOException {
        byte[] page = positions(5);
        for (int level : new int[] {1, 2, 4, 9, 19}) {
            assertThat(compressed(level, page)).as("level %d", level).isEqualTo(Zstd.compress(page, level));
        }
    }

    @Test
    void columnsOfDoublesAreToldFromTheOthers() throws Exception {
        byte[] page = positions(5);
        ByteBuffer values = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        ColumnBuffer texts = ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
        ColumnBuffer both = ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
        for (int row = 0; row < ROWS; row++) {
            String text = "\"text\":\"" + Long.toString(random.nextLong(1L << 40), 36) + "\"";
            texts.append(Records.json("{" + text + "}"));
            both.append(Records.json("{\"value\":" + values.getDouble() + "," + text + "}"));
        }

        // Headers and levels take some fifty bytes; one in a hundred tells the two ways apart.
        assertThat(chunkBytes(both, "value")).isLessThan(Zstd.compress(page, 3).length * 99L / 100);
        assertThat(chunkBytes(both, "text")).isEqualTo(chunkBytes(texts, "text"));
    }

    /** What a page of positions on Earth holds, in PLAIN. */
    private byte[] positions(int decimals) {
        ByteBuffer page = ByteBuffer.allocate(ROWS * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        double unit = Math.pow(10, decimals);
        while (page.hasRemaining()) {
            page.putDouble(Math.round(random.nextDouble(-90, 90) * unit) / unit);
        }
        return page.array();
    }

    private static byte[] compressed(int level, byte[] page) throws IOException {
        ZstdCompressor compressor = new ZstdCompressor(level);
        try {
            compressor.doubles(true);
            return bytes(compressor, page);
        } finally {
            compressor.release();
        }
    }

    private static byte[] bytes(ZstdCompressor compressor, byte[] page) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressor.compress(BytesInput.from(page)).writeAllTo(compressed);
        return compressed.toByteArray();
    }

    /** Of the one chunk of a column. */
    private long chunkBytes(ColumnBuffer buffer, String column) throws IOException {
        FileSettings settings = new FileSettings(1L << 27, Compression.ZSTD, 3, 1L << 27, 1 << 20, true);
        Partitioning all = new Partitioning(null, List.of(new PartitionKey(Map.of(), "")));
        DataFile file = new ParquetEncoder(new Configuration(), settings)
                .encode(table.toUri().toString(), buffer, all, buffer.schema(), StatisticsColumns.ALL)
                .get(0);
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.path()), new Configuration()))) {
            return reader.getFooter().getBlocks().get(0).getColumns().stream()
                    .filter(chunk -> chunk.getPath().toDotString().equals(column))
                    .mapToLong(ColumnChunkMetaData::getTotalSize)
                    .sum();
        }
    }
}
