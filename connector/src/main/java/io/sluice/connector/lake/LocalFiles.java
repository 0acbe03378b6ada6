package io.sluice.connector.lake;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Hadoop's local file system, with two differences. It sets a file's permissions itself: Hadoop's own starts a process, chmod, for each file
 * that it makes where its native library is missing, as it is in a Connect worker, which is milliseconds of CPU for each data file, checksum
 * and checkpoint. And a file that is to be made without its directory ({@link #createNonRecursive}) never makes it; Hadoop's own looks first
 * whether the directory is there, and makes it if it went since.
 */
public final class LocalFiles extends LocalFileSystem {
    private final LocalFileSystem withoutDirectories = new LocalFileSystem(new WithoutDirectories());

    public LocalFiles() {
        super(new Raw());
    }

    @Override
    public void initialize(URI uri, Configuration conf) throws IOException {
        super.initialize(uri, conf);
        withoutDirectories.initialize(uri, conf);
    }

    @Override
    public FSDataOutputStream createNonRecursive(
            Path path,
            FsPermission permission,
            EnumSet<CreateFlag> flags,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return withoutDirectories.createNonRecursive(
                path, permission, flags, bufferSize, replication, blockSize, progress);
    }

    private static class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            PosixFileAttributeView file =
                    Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
            if (file == null || permission.getStickyBit()) {
                super.setPermission(path, permission);
            } else {
                file.setPermissions(PosixFilePermissions.fromString(permission.toString()));
            }
        }
    }

    private static final class WithoutDirectories extends Raw {
        /** Asked before each file. */
        @Override
        public boolean mkdirs(Path path) {
            return pathToFile(path).isDirectory();
        }
    }
}
