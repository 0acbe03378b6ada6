package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.column.Records;
import io.sluice.connector.config.FileSettings;
import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.partition.PartitionKey;
import io.sluice.connector.partition.Partitioning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Whatever a Connect schema can say and a value of it can hold is in the file, for two readers that share no code, or in {@code _rescued};
 * several versions of a schema share the file.
 */
final class ConnectRoundTripPropertiesTest {
    private static final Partitioning ALL = new Partitioning(null, List.of(new PartitionKey(Map.of(), "")));

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void everyReaderSeesWhatTheProducerSent(@ForAll long seed) throws Exception {
        ConnectValues values = new ConnectValues(new Random(seed));
        Schema newest = values.row();
        List<Schema> versions = List.of(newest, values.version(newest));
        ColumnBuffer buffer =
                ColumnBuffer.create(new io.delta.kernel.types.StructType(), Records.settings(ValueFormat.CONNECT));
        List<Map<String, Object>> sent = new ArrayList<>();
        int rescued = 0;
        for (int row = 0; row < 6; row++) {
            Struct value = (Struct) values.value(versions.get(row % 2));
            buffer.append(Records.of(value));
            sent.add(values.seenRow(value));
            rescued += values.unfit() ? 1 : 0;
        }

        assertThat(buffer.rescuedRows()).as("rescued, seed %s", seed).isEqualTo(rescued);
        Path table = Files.createTempDirectory("round");
        try {
            DataFile file = write(table, buffer);
            assertThat(rows(KernelRows.read(file, buffer.schema())))
                    .as("Kernel, seed %s", seed)
                    .isEqualTo(sent);
            assertThat(rows(DuckRows.read(file))).as("DuckDB, seed %s", seed).isEqualTo(sent);
        } finally {
            FileUtil.fullyDelete(table.toFile());
        }
    }

    private static DataFile write(Path table, ColumnBuffer buffer) throws IOException {
        FileSettings settings = new FileSettings(1L << 27, Compression.ZSTD, 3, 1L << 27, 1 << 20, true);
        List<DataFile> files = new ParquetEncoder(new Configuration(), settings)
                .encode(table.toUri().toString(), buffer, ALL, buffer.schema(), StatisticsColumns.ALL);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    /** Without {@code _rescued}, and with bytes as what compares by value. */
    private static List<Object> rows(List<Map<String, Object>> read) {
        List<Object> rows = new ArrayList<>();
        for (Map<String, Object> row : read) {
            Map<String, Object> fields = new LinkedHashMap<>(row);
            fields.remove("_rescued");
            rows.add(comparable(fields));
        }
        return rows;
    }

    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream()
                    .map(ConnectRoundTripPropertiesTest::comparable)
                    .collect(java.util.stream.Collectors.toList()));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(comparable(key), comparable(each)));
            return entries;
        }
        return value;
    }
}
