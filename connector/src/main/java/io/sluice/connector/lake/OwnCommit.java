package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Optional;

/**
 * What a writer's last commit left: the table's latest snapshot, for as long as the commit's file is there and none follows it. To know
 * that takes a look at two files, however long the log is; to list and read the log takes many. Held softly, since a task may land in
 * thousands of tables.
 */
final class OwnCommit {
    private volatile SoftReference<KernelSnapshot> left = new SoftReference<>(null);

    /** @param snapshot as the commit left it */
    void keep(KernelSnapshot snapshot) {
        left = new SoftReference<>(snapshot);
    }

    /** The snapshot, unless the log says something else now. */
    Optional<KernelSnapshot> ifLatest(Engine engine) throws IOException {
        KernelSnapshot snapshot = left.get();
        if (snapshot == null) {
            return Optional.empty();
        }
        SnapshotImpl kernel = snapshot.kernel();
        String next = FileNames.deltaFile(kernel.getLogPath(), kernel.getVersion() + 1);
        if (isUnchanged(kernel.getLogSegment().getDeltaFileAtEndVersion(), engine)
                && LakeMark.status(next, engine).isEmpty()) {
            return Optional.of(snapshot);
        }
        left = new SoftReference<>(null);
        return Optional.empty();
    }

    /** A table that was dropped and made anew may have as many versions again. */
    private static boolean isUnchanged(FileStatus commit, Engine engine) throws IOException {
        return LakeMark.status(commit.getPath(), engine)
                .filter(now -> isSame(now, commit))
                .isPresent();
    }

    /** Whether two looks at a commit's file have found the same; a file of the log is never written again. */
    static boolean isSame(FileStatus left, FileStatus right) {
        return left.getSize() == right.getSize() && left.getModificationTime() == right.getModificationTime();
    }
}
