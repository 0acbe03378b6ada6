package io.sluice.connector.parquet;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.FileSettings;
import io.sluice.connector.partition.PartitionKey;
import io.sluice.connector.partition.Partitioning;
import io.sluice.connector.partition.RowInts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes the rows of a buffer as Parquet files, a column at a time. One table partition after the other and one file at a time: what is open
 * and held in memory does not grow with the partitions, and each partition's rows are gathered from the columns. One thread at a time.
 */
public final class ParquetEncoder implements DataFileEncoder {
    private final Configuration conf;
    private final FileSettings settings;
    private final RowInts numbers = new RowInts();

    /** @param conf of the file systems; not changed */
    public ParquetEncoder(Configuration conf, FileSettings settings) {
        this.conf = requireNonNull(conf, "conf is null");
        this.settings = requireNonNull(settings, "settings is null");
    }

    @Override
    public List<DataFile> encode(
            String tableLocation,
            ColumnBuffer rows,
            Partitioning partitioning,
            StructType fileSchema,
            StatisticsColumns statistics)
            throws IOException {
        if (rows.rows() == 0) {
            return List.of();
        }
        List<String> partitionColumns = partitioning.keys().stream()
                .flatMap(key -> key.values().keySet().stream())
                .distinct()
                .toList();
        FileLayout layout = FileLayout.of(fileSchema, rows.leaves(fileSchema, partitionColumns));
        RowGroups groups = new RowGroups(settings, (double) rows.memoryBytes() / rows.rows());
        RowsByPartition byPartition = new RowsByPartition(partitioning, rows.rows(), numbers);
        try (FileBatch files = new FileBatch(conf, settings, new Path(tableLocation), layout, statistics)) {
            for (int i = 0; i < partitioning.keys().size(); i++) {
                encode(files, partitioning.keys().get(i), byPartition, i, groups);
            }
            return files.complete();
        }
    }

    @Override
    public boolean areThere(List<DataFile> files) throws IOException {
        for (DataFile file : files) {
            Path path = new Path(file.path());
            FileSystem store = path.getFileSystem(conf);
            try {
                if (store.getFileStatus(path).getLen() != file.size()) {
                    return false;
                }
            } catch (FileNotFoundException gone) {
                return false;
            }
        }
        return true;
    }

    private static void encode(
            FileBatch files, PartitionKey key, RowsByPartition byPartition, int partition, RowGroups groups)
            throws IOException {
        int end = byPartition.end(partition);
        int position = byPartition.start(partition);
        while (position < end) {
            try (PartFile file = files.open(key)) {
                do {
                    int next = position + groups.next(file.size(), end - position);
                    file.rowGroup(byPartition.rows(), position, next);
                    groups.observe(file.rows(), file.size());
                    position = next;
                } while (position < end && !groups.isFull(file.size()));
                files.finish(file, key);
            }
        }
    }
}
