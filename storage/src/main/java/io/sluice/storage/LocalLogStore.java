package io.sluice.storage;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * Log store for {@code file:} paths whose put-if-absent holds among threads, processes and engines, and survives a power cut: the content
 * is written to a temporary file beside the target and forced to disk, then link(2) gives it the target's name, which the kernel refuses
 * when the name is taken; the directory is forced last.
 *
 * <p>Delta's own store for local paths renames, and rename(2) replaces its target: of two writers of one version both are told that they
 * won. Every writer of a table must use this class, the Spark jobs too ({@code spark.delta.logStore.file.impl}; in Delta Kernel
 * {@code io.delta.kernel.logStore.file.impl}). See Delta's PROTOCOL.md, "Delta Log Entries", on mutual exclusion.
 *
 * <p>Stateless; Delta makes a new instance for each write.
 */
public final class LocalLogStore extends HadoopFileSystemLogStore {
    private static final int LOOKS = 3;

    public LocalLogStore(Configuration hadoopConf) {
        super(hadoopConf);
    }

    /**
     * @throws FileAlreadyExistsException the file is there and {@code overwrite} is false; nothing was changed
     * @throws IOException nothing, or a complete file, is at {@code path}
     */
    @Override
    public void write(
            org.apache.hadoop.fs.Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoopConf)
            throws IOException {
        Path target = local(path);
        Path directory = target.getParent();
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!overwrite && Files.exists(target)) {
            // The link decides. This spares a write that is forced to the disk, which several writers of a table would
            // often do in vain.
            throw new FileAlreadyExistsException(target.toString());
        }
        Path temporary = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeAndForce(temporary, actions);
            if (overwrite) {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                // Hadoop's checksummed file system would hold the new content against the old content's checksum.
                Files.deleteIfExists(directory.resolve("." + target.getFileName() + ".crc"));
            } else {
                Files.createLink(target, temporary);
            }
            force(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * As Hadoop's own, but asks for the status of no file that comes before, and for that of the others when they are come to. That store asks
     * for every one's, and a log that is cleaned up after thirty days holds ten thousands: each listing, of which a commit takes some, cost as
     * much as there were files, and so did each clean-up, which follows a checkpoint and mostly ends with the first file.
     *
     * @return throws {@link UncheckedIOException} where a file's status cannot be had
     * @throws FileNotFoundException there is no such directory: only this is taken for a table that is not there
     * @throws IOException the directory cannot be listed, say because too many files are open
     */
    @Override
    public Iterator<FileStatus> listFrom(org.apache.hadoop.fs.Path path, Configuration hadoopConf) throws IOException {
        // Of the name only its place in the order counts: Delta's VACUUM asks from the name on that is one zero byte.
        Path directory = local(path.getParent());
        List<String> names = Arrays.asList(names(directory, path.getName()));
        return new Statuses(path.getFileSystem(hadoopConf), path.getParent(), new PriorityQueue<>(names));
    }

    /** Of files of one directory, in the order of their names. */
    private static final class Statuses extends LazyListing {
        private final FileSystem files;
        private final org.apache.hadoop.fs.Path directory;
        /** Sorted no further than they are asked for. */
        private final PriorityQueue<String> names;

        Statuses(FileSystem files, org.apache.hadoop.fs.Path directory, PriorityQueue<String> names) {
            this.files = files;
            this.directory = directory;
            this.names = names;
        }

        @Override
        FileStatus find() throws IOException {
            FileStatus found = null;
            while (found == null && !names.isEmpty()) {
                // Not parsed: a colon in a name is no scheme.
                var name = new org.apache.hadoop.fs.Path(null, null, names.remove());
                var file = new org.apache.hadoop.fs.Path(directory, name);
                found = ChecksumFileSystem.isChecksumFile(file) ? null : status(file);
            }
            return found;
        }

        /** Null for a file that went after its directory was listed, as Hadoop's own listing takes it too. */
        private FileStatus status(org.apache.hadoop.fs.Path file) throws IOException {
            try {
                return files.getFileStatus(file);
            } catch (FileNotFoundException gone) {
                return null;
            }
        }
    }

    /** Names from one on, in no order. */
    private static String[] names(Path directory, String from) throws IOException {
        File listed = directory.toFile();
        for (int look = 1; look <= LOOKS; look++) {
            String[] names = listed.list((parent, name) -> name.compareTo(from) >= 0);
            if (names != null) {
                return names;
            }
            if (Files.notExists(directory)) {
                throw new FileNotFoundException("No such directory: " + directory);
            }
            // Another writer may have made it since.
        }
        throw new IOException("Cannot list " + directory
                + ". Check that it is a directory, who may read it, and the limit of open files.");
    }

    /**
     * Yes. Our own puts are whole when their name appears, but Delta asks this about what it writes past the log store: a checkpoint written
     * in place would be read half by another task, so Delta must write it beside and rename it.
     */
    @Override
    public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration hadoopConf) {
        return true;
    }

    private static void writeAndForce(Path file, Iterator<String> lines) throws IOException {
        try (FileOutputStream stream = new FileOutputStream(file.toFile());
                OutputStream out = new BufferedOutputStream(stream, 1 << 16)) {
            while (lines.hasNext()) {
                out.write(lines.next().getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
            out.flush();
            stream.getFD().sync();
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path local(org.apache.hadoop.fs.Path path) {
        String scheme = path.toUri().getScheme();
        if (scheme != null && !scheme.equals("file")) {
            throw new IllegalArgumentException(
                    "LocalLogStore cannot write " + path + ": it makes links in a local file system."
                            + " Set the log store of the scheme '" + scheme + "' instead.");
        }
        return Path.of(path.toUri().getPath());
    }
}
