package io.sluice.connector.lake;

import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.sluice.connector.parquet.LocalDisk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.UUID;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that has its name when {@link #publish()} has returned, and before that never: closed without it, nothing is left. Where a store
 * can give an upload up, as S3 can, the upload's end gives the name; elsewhere the file is written beside its name and renamed. On local
 * disks it is forced to the disk before that, with its checksum, and the directory after it: Kernel's own was there and empty after a power
 * cut while {@code _last_checkpoint} named it, and nobody could open the table.
 */
final class WholeFile implements AutoCloseable {
    private final FileSystem system;
    private final Path target;
    private final Path written;
    private final FSDataOutputStream out;
    private boolean ended;

    WholeFile(FileSystem system, Path target) throws IOException {
        this.system = system;
        this.target = target;
        if (system.hasPathCapability(target, CommonPathCapabilities.ABORTABLE_STREAM)) {
            this.written = target;
            this.out = system.create(target);
        } else {
            this.written = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".tmp");
            this.out = LocalDisk.create(system, written);
        }
    }

    /** To write into. Closing it does nothing yet: a writer closes its file after a failure too. */
    PositionOutputStream stream() {
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return size();
            }

            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                out.write(bytes, offset, count);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void close() {}
        };
    }

    /** Bytes so far. */
    long size() {
        return out.getPos();
    }

    /** @throws IOException there is no such file, or a whole one */
    void publish() throws IOException {
        if (written.equals(target)) {
            ended = true;
            out.close();
            return;
        }
        out.close();
        LocalDisk.sync(written);
        if (system instanceof ChecksumFileSystem checksummed) {
            LocalDisk.sync(checksummed.getChecksumFile(written));
        }
        if (!system.rename(written, target)) {
            if (system.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            throw new IOException("Cannot rename " + written + " to " + target);
        }
        ended = true;
        LocalDisk.sync(target.getParent());
    }

    /** Gives up what was not published. */
    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        if (written.equals(target)) {
            out.abort();
            out.close();
            return;
        }
        try {
            out.close();
        } finally {
            system.delete(written, false);
        }
    }
}
