package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checksums of commits that are no longer in the log. Kernel's clean-up, which follows a checkpoint, deletes commits and checkpoints that have
 * expired ({@code delta.logRetentionDuration}) and leaves their checksums, as many as commits: each listing of the log would grow for ever.
 */
final class ExpiredChecksums {
    private ExpiredChecksums() {}

    static void delete(Path log, Engine engine) throws IOException {
        FileSystemClient files = engine.getFileSystemClient();
        for (String checksum : beforeTheLog(log, files)) {
            files.delete(checksum);
        }
    }

    /** Those of versions before the first that has a commit or a checkpoint: by name they come first. */
    private static List<String> beforeTheLog(Path log, FileSystemClient files) throws IOException {
        List<String> checksums = new ArrayList<>();
        try (CloseableIterator<FileStatus> listed = files.listFrom(FileNames.listingPrefix(log, 0))) {
            while (listed.hasNext()) {
                String path = listed.next().getPath();
                if (FileNames.isCommitFile(path) || FileNames.isCheckpointFile(path)) {
                    long first = FileNames.getFileVersion(new Path(path));
                    // The commit's own is listed before it.
                    checksums.removeIf(checksum -> FileNames.checksumVersion(checksum) >= first);
                    return checksums;
                }
                if (FileNames.isChecksumFile(path)) {
                    checksums.add(path);
                }
            }
        }
        // Nothing is left, or the listing missed it: no moment to delete.
        return List.of();
    }
}
