package io.sluice.connector.parquet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * The file that Parquet writes into. Closing it syncs it first; on a store without sync (S3) closing is what makes it durable. A footer comes
 * byte by byte, and Hadoop's stream counts each of its writes: they are gathered first.
 */
final class Output extends PositionOutputStream implements OutputFile {
    /** More than what a page's header or most of a footer takes. */
    private static final int GATHERED = 1 << 13;

    private final FileSystem files;
    private final Path path;
    private FSDataOutputStream out;
    private OutputStream gathered;
    private long length;
    private boolean aborted;

    Output(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        out = LocalDisk.create(files, path);
        gathered = new BufferedOutputStream(out, GATHERED);
        return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public String getPath() {
        return path.toString();
    }

    @Override
    public long getPos() {
        return length;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            gathered.write(b);
        } catch (FSError e) {
            throw failed(e);
        }
        length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            gathered.write(bytes, offset, count);
        } catch (FSError e) {
            throw failed(e);
        }
        length += count;
    }

    @Override
    public void flush() throws IOException {
        try {
            if (out != null) {
                gathered.flush();
            }
        } catch (FSError e) {
            throw failed(e);
        }
    }

    /** Does not let a later {@link #close} complete the file. */
    void abort() {
        aborted = true;
        if (out != null && out.hasCapability("fs.capability.outputstream.abortable")) {
            out.abort();
        }
    }

    @Override
    public void close() throws IOException {
        FSDataOutputStream closing = out;
        out = null;
        if (closing == null) {
            return;
        }
        try (closing) {
            if (!aborted) {
                gathered.flush();
                if (closing.hasCapability(StreamCapabilities.HSYNC)) {
                    closing.hsync();
                }
            }
        } catch (FSError e) {
            throw failed(e);
        }
    }

    /** Hadoop's local file system throws an Error when a disk is full or fails; here that is an outage like any other. */
    private IOException failed(FSError error) {
        return new IOException("Cannot write " + path + ": " + error.getMessage(), error);
    }
}
