package io.sluice.connector.parquet;

import io.delta.kernel.statistics.DataFileStatistics;
import io.sluice.connector.column.LeafColumn;
import io.sluice.connector.partition.PartitionKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** One data file while it is written: row group by row group, and each of those column by column. */
final class PartFile implements AutoCloseable {
    /** Longer bounds in the footer's column index are cut. */
    private static final int INDEX_TRUNCATE = 64;
    /** parquet-java's default: text bounds in the footer stay whole, up to 4 KiB. */
    private static final int STATISTICS_TRUNCATE = Integer.MAX_VALUE;

    private final FileSystem files;
    private final Path path;
    private final FileLayout layout;
    private final ChunkWriter chunks;
    private final BytesInputCompressor compressor;
    private final Output output;
    private final ParquetFileWriter writer;
    private long rows;
    private boolean done;

    PartFile(
            FileSystem files,
            Path path,
            FileLayout layout,
            ChunkWriter chunks,
            BytesInputCompressor compressor,
            long rowGroupBytes)
            throws IOException {
        this.files = files;
        this.path = path;
        this.layout = layout;
        this.chunks = chunks;
        this.compressor = compressor;
        this.output = new Output(files, path);
        try {
            this.writer = writer(rowGroupBytes);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private ParquetFileWriter writer(long rowGroupBytes) throws IOException {
        ParquetFileWriter created = new ParquetFileWriter(
                output,
                layout.parquet(),
                ParquetFileWriter.Mode.CREATE,
                rowGroupBytes,
                0,
                INDEX_TRUNCATE,
                STATISTICS_TRUNCATE,
                true);
        created.start();
        return created;
    }

    /**
     * @param partition the rows of the file's partition, ascending; null for all
     * @param from first position in them
     * @param to end, exclusive
     */
    void rowGroup(int[] partition, int from, int to) throws IOException {
        try (ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                compressor, layout.parquet(), HeapByteBufferAllocator.getInstance(), INDEX_TRUNCATE, true)) {
            List<LeafColumn> leaves = layout.leaves();
            for (int i = 0; i < leaves.size(); i++) {
                ColumnDescriptor column = layout.columns().get(i);
                chunks.write(leaves.get(i), column, partition, from, to, pages.getPageWriter(column));
            }
            writer.startBlock(to - from);
            pages.flushToFileWriter(writer);
            writer.endBlock();
        }
        rows += to - from;
    }

    /** Bytes written so far. */
    long size() {
        return output.getPos();
    }

    long rows() {
        return rows;
    }

    /** Writes the footer, syncs, closes and checks the length that the store gives back. */
    DataFile finish(PartitionKey partition, StatisticsColumns wanted) throws IOException {
        writer.end(Map.of());
        writer.close();
        output.close();
        FileStatus status = files.getFileStatus(path);
        if (status.getLen() != output.getPos()) {
            throw new IOException("File " + path + " has " + status.getLen() + " bytes, but " + output.getPos()
                    + " were written. Check the file system; the batch is written again.");
        }
        List<BlockMetaData> blocks = writer.getFooter().getBlocks();
        DataFileStatistics statistics = FileStatistics.of(layout, blocks, rows, wanted);
        done = true;
        return new DataFile(
                path.toString(), status.getLen(), status.getModificationTime(), rows, statistics, partition);
    }

    /** Drops the file unless it is finished. */
    @Override
    public void close() throws IOException {
        if (!done) {
            output.abort();
            output.close();
        }
    }
}
