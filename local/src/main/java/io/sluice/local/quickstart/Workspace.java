package io.sluice.local.quickstart;

import io.sluice.local.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of one run, local/target/quickstart: emptied before it, kept after it. */
final class Workspace implements AutoCloseable {
    private final Checkout checkout;
    private final Path folder;
    private final FileChannel lock;

    private Workspace(Checkout checkout, Path folder, FileChannel lock) {
        this.checkout = checkout;
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IllegalStateException if another run, perhaps one that stays up, is at work there */
    static Workspace claim(Checkout checkout) {
        Path folder = checkout.work("quickstart");
        try {
            Files.createDirectories(folder.getParent());
            FileChannel lock = FileChannel.open(
                    folder.resolveSibling("quickstart.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw new IllegalStateException("Another quickstart is running in " + folder
                        + ", and this one would delete its lake. End that one first (Ctrl-C where it runs).");
            }
            deleteAll(folder);
            Files.createDirectories(folder);
            return new Workspace(checkout, folder, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + folder, e);
        }
    }

    Path folder() {
        return folder;
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path lake() {
        return folder.resolve("lake");
    }

    /** The lake as connectors and jobs name it. */
    String lakeUri() {
        return "file://" + lake();
    }

    /** Leaves the file by which the build knows. */
    void markSucceeded() {
        try {
            Files.createFile(folder.resolve("succeeded"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path as the user sees it, from the top of the repository. */
    String shown(Path path) {
        return checkout.root().relativize(path).toString();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
