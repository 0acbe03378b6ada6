package io.sluice.connector.parquet;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** The file that Parquet writes into. Closing it syncs it first; on a store without sync (S3) closing is what makes it durable. */
final class Output extends PositionOutputStream implements OutputFile {
    private final FileSystem files;
    private final Path path;
    private FSDataOutputStream out;
    private long length;
    private boolean aborted;

    Output(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        out = files.create(path, false);
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
        out.write(b);
        length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
        length += count;
    }

    @Override
    public void flush() throws IOException {
        if (out != null) {
            out.flush();
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
            if (!aborted && closing.hasCapability(StreamCapabilities.HSYNC)) {
                closing.hsync();
            }
        }
    }
}
