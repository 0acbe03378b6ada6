package io.sluice.connector.parquet;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.partition.Partitioning;
import java.io.IOException;
import java.util.List;

/** Writes the rows of a buffer as data files. */
public interface DataFileEncoder {
    /**
     * @param tableLocation URI of the table's directory
     * @param rows not appended to meanwhile
     * @param fileSchema the table's schema without its partition columns: the order, spelling and types that the files get
     * @param statistics which columns get some
     * @return the files, complete and synced, at least one a partition; none when there are no rows
     * @throws IOException when a file cannot be written; then none is left, as far as the store lets them be deleted
     * @throws IllegalArgumentException when the rows do not fit the schema
     */
    List<DataFile> encode(
            String tableLocation,
            ColumnBuffer rows,
            Partitioning partitioning,
            StructType fileSchema,
            StatisticsColumns statistics)
            throws IOException;

    /**
     * Whether files that were encoded a while ago are all there still: until a commit names them, VACUUM takes them for orphans.
     *
     * @throws IOException when the store does not say
     */
    boolean areThere(List<DataFile> files) throws IOException;
}
