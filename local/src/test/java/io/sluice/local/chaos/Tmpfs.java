package io.sluice.local.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in memory. Whoever may not mount gets an error, never a test that passes without it. */
final class Tmpfs implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final Path folder;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    static Tmpfs mount(Path folder, int megabytes) {
        Commands.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        return new Tmpfs(folder);
    }

    /** Takes all the space that is left. */
    void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException full) {
            if (ballast().toFile().length() == 0) {
                throw new UncheckedIOException("The disk was full before", full);
            }
        }
    }

    void free() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("_ballast");
    }

    /** Lazily: a worker may still hold a file open. */
    @Override
    public void close() {
        Commands.run("umount", "-l", folder.toString());
    }
}
