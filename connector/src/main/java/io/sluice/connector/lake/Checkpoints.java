package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.checkpoints.Checkpointer;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Checkpoints of a Delta table, by Kernel, and the clean-up of its log after them. From the snapshot that the commit left: Kernel's hook looks
 * for the version in the log, by a listing of a thousand versions before it, and cleans nothing up, since that snapshot is not of the latest.
 */
final class Checkpoints {
    private final Engine engine;
    private final CommitBase base;
    private final AtomicBoolean writing = new AtomicBoolean();

    Checkpoints(Engine engine, CommitBase base) {
        this.engine = engine;
        this.base = base;
    }

    /**
     * Writes the checkpoint of a version, unless another worker has written one since that does, or a task of this one is writing one; the next
     * commits go on from there.
     */
    void write(KernelSnapshot at) throws IOException {
        if (writing.compareAndSet(false, true)) {
            try {
                writeAlone(at);
            } finally {
                writing.set(false);
            }
        }
    }

    private void writeAlone(KernelSnapshot at) throws IOException {
        SnapshotImpl kernel = at.kernel();
        if (isOfAnotherTable(kernel)) {
            return;
        }
        Optional<FileStatus> last = last(kernel);
        if (last.isEmpty()
                || CheckpointInterval.isDue(
                        kernel, FileNames.checkpointVersion(last.get().getPath()))) {
            kernel.writeCheckpoint(engine);
            ExpiredChecksums.delete(kernel.getLogPath(), engine);
            last = file(kernel, kernel.getVersion());
        }
        if (last.isPresent()) {
            base.startFrom(last.get(), at.id());
        }
    }

    /** Of another engine's there may be several files, and the hint may name one that is gone: neither is found here, and one is written. */
    private Optional<FileStatus> last(SnapshotImpl kernel) throws IOException {
        Optional<Long> hint = new Checkpointer(kernel.getLogPath())
                .readLastCheckpointFile(engine)
                .map(written -> written.version);
        return hint.isEmpty() ? Optional.empty() : file(kernel, hint.get());
    }

    private Optional<FileStatus> file(SnapshotImpl kernel, long version) throws IOException {
        return LakeMark.status(
                FileNames.checkpointFileSingular(kernel.getLogPath(), version).toString(), engine);
    }

    /** It was dropped and made anew since: nothing of the one that was belongs in its log. */
    private boolean isOfAnotherTable(SnapshotImpl kernel) throws IOException {
        FileStatus commit = kernel.getLogSegment().getDeltaFileAtEndVersion();
        return LakeMark.status(commit.getPath(), engine)
                .filter(found -> CommitBase.isSame(found, commit))
                .isEmpty();
    }
}
