package io.sluice.connector.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * What a disk behind {@code file:} wants that other stores do not. A file survives a power cut only when the directory that names it is synced as
 * well. And a disk may go away and leave its mount point: a table's directory that is not there is not made, or what was written into the
 * mount point would be taken for the table's when the disk is back and hides it.
 */
public final class LocalDisk {
    /**
     * Hadoop's default, 4096 bytes, is less than most of Parquet's pages: the header and the bytes of each would be system calls of their own that
     * begin and end within a block of the file, of which the system fills the rest with zeros first.
     */
    private static final int BUFFER = 1 << 16;

    private LocalDisk() {}

    private static boolean has(Path path) {
        return "file".equals(path.toUri().getScheme());
    }

    /** A new file. Other stores make its directory, or have none. */
    public static FSDataOutputStream create(FileSystem files, Path path) throws IOException {
        return has(path)
                ? files.createFile(path).overwrite(false).bufferSize(BUFFER).build()
                : files.create(path, false);
    }

    /** Makes what is missing of the directories beneath a table's. Other stores make them with a file. */
    static void makeDirectories(FileSystem files, Path table, Path directory) throws IOException {
        if (!has(directory)) {
            return;
        }
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = directory; !each.equals(table) && !Files.isDirectory(nio(each)); each = each.getParent()) {
            missing.push(each);
        }
        for (Path each : missing) {
            try {
                Files.createDirectory(nio(each));
                files.setPermission(
                        each, FsPermission.getDirDefault().applyUMask(FsPermission.getUMask(files.getConf())));
            } catch (FileAlreadyExistsException anothers) {
                // Another task made it.
            }
        }
    }

    /**
     * Forces a file or directory to the disk; a directory with the names in it. Does nothing for other schemes: there a closed file
     * is durable and has its name.
     */
    public static void sync(Path path) throws IOException {
        if (has(path)) {
            try (FileChannel channel = FileChannel.open(nio(path), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static java.nio.file.Path nio(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}
