package io.sluice.connector.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, which sets a file's permissions itself. Hadoop's own starts a process, chmod, for each file that it makes
 * where its native library is missing, as it is in a Connect worker: milliseconds of CPU for each data file, checksum and checkpoint.
 */
public final class LocalFiles extends LocalFileSystem {
    public LocalFiles() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {
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
}
