package io.sluice.connector.lake;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A local file that is written beside its name: closing it forces it to the disk with its checksum, gives it its name, and forces the
 * directory.
 */
final class DurableOutput extends PositionOutputStream {
    private final FileSystem system;
    private final Path target;
    private final Path temporary;
    private final PositionOutputStream out;
    private boolean closed;

    DurableOutput(FileIO files, FileSystem system, Path target) throws IOException {
        this.system = system;
        this.target = target;
        this.temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".tmp");
        this.out = files.newOutputFile(temporary.toString()).create(false);
    }

    @Override
    public long getPos() throws IOException {
        return out.getPos();
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
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            out.close();
            force(local(temporary));
            java.nio.file.Path checksum = local(temporary).resolveSibling("." + temporary.getName() + ".crc");
            if (Files.exists(checksum)) {
                force(checksum);
            }
            if (!system.rename(temporary, target)) {
                throw new IOException("Cannot rename " + temporary + " to " + target);
            }
            force(local(target.getParent()));
        } finally {
            system.delete(temporary, false);
        }
    }

    private static void force(java.nio.file.Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}
