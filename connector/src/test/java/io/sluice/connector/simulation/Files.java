package io.sluice.connector.simulation;

import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.column.LeafColumn;
import io.sluice.connector.column.LevelSink;
import io.sluice.connector.column.Values;
import io.sluice.connector.lake.LakeMutants;
import io.sluice.connector.parquet.DataFile;
import io.sluice.connector.parquet.DataFileEncoder;
import io.sluice.connector.parquet.StatisticsColumns;
import io.sluice.connector.partition.Partitioning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Data files in a simulated store: which records each holds, read from the real buffer's {@code _kafka_*} columns. */
final class Files implements DataFileEncoder, LakeMutants.Deletable {
    /** @param rows partition and offset of each */
    record Content(List<Coordinate> rows) {}

    record Coordinate(TopicPartition partition, long offset) {}

    private final Stage stage;
    private final Oracle oracle;
    private final Faults faults;
    private final Map<String, Content> stored = new HashMap<>();
    private int made;

    Files(Stage stage, Oracle oracle, Faults faults) {
        this.stage = stage;
        this.oracle = oracle;
        this.faults = faults;
    }

    Content content(String path) {
        return stored.get(path);
    }

    @Override
    public void delete(String path) {
        stored.remove(path);
        oracle.deleted(path);
    }

    @Override
    public List<DataFile> encode(
            String tableLocation,
            ColumnBuffer rows,
            Partitioning partitioning,
            StructType fileSchema,
            StatisticsColumns statistics)
            throws IOException {
        stage.pause("encode");
        if (faults.ofEncode()) {
            throw new IOException("no space left on device");
        }
        List<Coordinate> all = coordinates(rows, fileSchema);
        int split = all.size() > 3 && stage.random.nextBoolean() ? all.size() / 2 : all.size();
        List<DataFile> files = new ArrayList<>();
        files.add(store(tableLocation, all.subList(0, split), partitioning));
        if (split < all.size()) {
            files.add(store(tableLocation, all.subList(split, all.size()), partitioning));
        }
        return files;
    }

    @Override
    public boolean areThere(List<DataFile> files) {
        return files.stream().allMatch(file -> stored.containsKey(file.path()));
    }

    private DataFile store(String location, List<Coordinate> rows, Partitioning partitioning) {
        String path = location + "/part-" + made++;
        stored.put(path, new Content(List.copyOf(rows)));
        DataFileStatistics statistics =
                new DataFileStatistics(rows.size(), Map.of(), Map.of(), Map.of(), Optional.empty());
        return new DataFile(
                path,
                rows.size(),
                0,
                rows.size(),
                statistics,
                partitioning.keys().get(0));
    }

    private static List<Coordinate> coordinates(ColumnBuffer rows, StructType fileSchema) {
        int count = rows.rows();
        String[] topics = new String[count];
        int[] partitions = new int[count];
        long[] offsets = new long[count];
        for (LeafColumn leaf : rows.leaves(fileSchema, List.of())) {
            switch (leaf.path().get(0)) {
                case "_kafka_topic" -> read(leaf, count, (values, at) -> topics[at.row] = text(values, at.index));
                case "_kafka_partition" ->
                    read(leaf, count, (values, at) -> partitions[at.row] = (int) values.longAt(at.index));
                case "_kafka_offset" -> read(leaf, count, (values, at) -> offsets[at.row] = values.longAt(at.index));
                default -> {}
            }
        }
        List<Coordinate> coordinates = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            coordinates.add(new Coordinate(new TopicPartition(topics[row], partitions[row]), offsets[row]));
        }
        return coordinates;
    }

    private static String text(Values values, int index) {
        return new String(values.bytes(), values.offsetAt(index), values.lengthAt(index), StandardCharsets.UTF_8);
    }

    private record At(int row, int index) {}

    private interface Reader {
        void read(Values values, At at);
    }

    private static void read(LeafColumn leaf, int rows, Reader reader) {
        leaf.read(null, 0, rows, new LevelSink() {
            private int row;

            @Override
            public void value(int index, int repetition, int definition) {
                reader.read(leaf.values(), new At(row, index));
            }

            @Override
            public void missing(int repetition, int definition) {
                throw new IllegalStateException("A row has no " + leaf.path());
            }

            @Override
            public boolean endRow() {
                row++;
                return true;
            }
        });
    }
}
