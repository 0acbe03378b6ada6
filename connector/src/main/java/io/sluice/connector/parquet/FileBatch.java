package io.sluice.connector.parquet;

import io.sluice.connector.config.FileSettings;
import io.sluice.connector.partition.PartitionKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one batch. Unless it is completed, closing deletes them: nobody has heard of them yet, so no commit can refer to them. Once
 * {@link #complete} has returned they are never deleted here.
 */
final class FileBatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileBatch.class);

    private final FileSettings settings;
    private final FileSystem files;
    private final Path table;
    private final FileLayout layout;
    private final StatisticsColumns statistics;
    private final BytesInputCompressor compressor;
    private final ChunkWriter chunks;
    private final List<Path> created = new ArrayList<>();
    private final List<DataFile> finished = new ArrayList<>();
    private boolean complete;

    FileBatch(Configuration conf, FileSettings settings, Path table, FileLayout layout, StatisticsColumns statistics)
            throws IOException {
        this.settings = settings;
        FileSystem given = table.getFileSystem(conf);
        // The local file system with checksums neither syncs nor lets its .crc files be in step with the log's.
        this.files = given instanceof ChecksumFileSystem checksummed ? checksummed.getRawFileSystem() : given;
        this.table = files.makeQualified(table);
        this.layout = layout;
        this.statistics = statistics;
        this.compressor = Codecs.compressor(conf, settings);
        this.chunks = new ChunkWriter(settings, compressor instanceof PageHint hint ? hint : PageHint.NONE);
    }

    PartFile open(PartitionKey partition) throws IOException {
        Path directory = partition.directory().isEmpty() ? table : new Path(table, partition.directory());
        LocalDisk.makeDirectories(files, table, directory);
        Path path = new Path(directory, name());
        created.add(path);
        return new PartFile(files, path, layout, chunks, compressor, settings.rowGroupBytes());
    }

    private String name() {
        String extension = Codecs.name(settings.compression()).getExtension();
        return String.format(Locale.ROOT, "part-%05d-%s%s.parquet", created.size(), UUID.randomUUID(), extension);
    }

    void finish(PartFile file, PartitionKey partition) throws IOException {
        finished.add(file.finish(partition, statistics));
    }

    /** Makes the directories' entries durable too, and lets the files go. */
    List<DataFile> complete() throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(table.getParent());
        for (Path path : created) {
            Path directory = path.getParent();
            while (directories.add(directory) && !directory.equals(table)) {
                directory = directory.getParent();
            }
        }
        for (Path directory : directories) {
            LocalDisk.sync(directory);
        }
        complete = true;
        return List.copyOf(finished);
    }

    @Override
    public void close() {
        compressor.release();
        if (!complete) {
            for (Path path : created) {
                delete(path);
            }
        }
    }

    private void delete(Path path) {
        try {
            files.delete(path, false);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}, which no commit refers to: VACUUM will. {}", path, e.toString());
        }
    }
}
