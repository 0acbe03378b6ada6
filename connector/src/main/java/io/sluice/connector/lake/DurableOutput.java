package io.sluice.connector.lake;

import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A local file that is written beside its name: closing it forces it to the disk, links it to its name, which fails when the name is taken,
 * and forces the directory.
 */
final class DurableOutput extends PositionOutputStream {
    private final Path target;
    private final Path temporary;
    private final FileOutputStream file;
    private final OutputStream out;
    private long position;
    private boolean closed;

    private DurableOutput(Path target) throws IOException {
        this.target = target;
        this.temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        this.file = new FileOutputStream(temporary.toFile());
        this.out = new BufferedOutputStream(file, 1 << 16);
    }

    static DurableOutput beside(org.apache.hadoop.fs.Path target) throws IOException {
        return new DurableOutput(Path.of(target.toUri().getPath()));
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
        position += count;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** @throws java.nio.file.FileAlreadyExistsException the name is taken */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            try (file) {
                out.flush();
                file.getFD().sync();
            }
            Files.createLink(target, temporary);
            try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
