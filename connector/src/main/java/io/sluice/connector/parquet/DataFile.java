package io.sluice.connector.parquet;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.statistics.DataFileStatistics;
import io.sluice.connector.partition.PartitionKey;

/**
 * One data file, complete and synced.
 *
 * @param path absolute, with scheme, as Hadoop's Path prints it: not URI-encoded
 * @param size in bytes
 * @param modificationTime in milliseconds since 1970-01-01 UTC, as the file system says
 */
public record DataFile(
        String path,
        long size,
        long modificationTime,
        long rows,
        DataFileStatistics statistics,
        PartitionKey partition) {
    public DataFile {
        requireNonNull(path, "path is null");
        requireNonNull(statistics, "statistics is null");
        requireNonNull(partition, "partition is null");
    }
}
