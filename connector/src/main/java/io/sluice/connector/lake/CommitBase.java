package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.checksum.ChecksumReader;
import io.delta.kernel.internal.files.ParsedDeltaData;
import io.delta.kernel.internal.files.ParsedPublishedDeltaData;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot that the next commit is made on: the last one that was known, brought up to date. Where its commit is the table's last, that
 * takes a look at two files; where others have committed files and offsets since, a listing from there on and their commits. To open the
 * table takes the log from its last checkpoint on. Held softly, since a task may land in thousands of tables. For any thread.
 */
final class CommitBase {
    private static final Logger LOG = LoggerFactory.getLogger(CommitBase.class);
    /** Intervals of checkpoints: so many commits after the one that the snapshot is read from there is a newer one. */
    private static final int MOST_INTERVALS = 2;

    private static final SoftReference<KernelSnapshot> NONE = new SoftReference<>(null);

    private final TxnReader txns;
    private final Engine engine;
    private final AtomicReference<SoftReference<KernelSnapshot>> last = new AtomicReference<>(NONE);

    CommitBase(TxnReader txns, Engine engine) {
        this.txns = txns;
        this.engine = engine;
    }

    /** @param snapshot what a commit left */
    void committed(KernelSnapshot snapshot) {
        last.set(new SoftReference<>(snapshot));
    }

    /**
     * What a commit left knows its checksum, which may not be written when another thread lists the log: then the next commits' would have to be
     * computed from the whole state.
     *
     * @param snapshot the table's latest, as it was read
     */
    void opened(KernelSnapshot snapshot) {
        SoftReference<KernelSnapshot> opened = new SoftReference<>(snapshot);
        last.updateAndGet(kept -> {
            KernelSnapshot known = kept.get();
            boolean follows =
                    known != null && known.id().equals(snapshot.id()) && known.version() >= snapshot.version();
            return follows ? kept : opened;
        });
    }

    /** Of the log only what follows a checkpoint counts from now on. What commits leave meanwhile stays: offsets, checksums, the log's end. */
    void startFrom(FileStatus checkpoint, String tableId) {
        last.updateAndGet(kept -> Optional.ofNullable(kept.get())
                .filter(known -> known.id().equals(tableId))
                .flatMap(known -> known.startingFrom(checkpoint, engine))
                .map(SoftReference::new)
                .orElse(kept));
    }

    /** The table's latest snapshot; empty when the log must be read to tell. */
    Optional<KernelSnapshot> latest() throws IOException {
        SoftReference<KernelSnapshot> kept = last.get();
        KernelSnapshot known = kept.get();
        if (known == null) {
            return Optional.empty();
        }
        Optional<KernelSnapshot> now = Optional.empty();
        try {
            now = now(known);
        } finally {
            // Unless another thread, which may have looked later, has kept another.
            if (now.isEmpty() || now.get() != known) {
                last.compareAndSet(kept, now.map(SoftReference::new).orElse(NONE));
            }
        }
        return now;
    }

    private Optional<KernelSnapshot> now(KernelSnapshot known) throws IOException {
        SnapshotImpl kernel = known.kernel();
        String next = FileNames.deltaFile(kernel.getLogPath(), kernel.getVersion() + 1);
        Optional<KernelSnapshot> now =
                LakeMark.status(next, engine).isEmpty() ? Optional.of(known) : followed(known, next);
        // Last: what was found belongs to the log that was known. A table that was dropped and made anew may have as
        // many versions again.
        FileStatus commit = kernel.getLogSegment().getDeltaFileAtEndVersion();
        boolean same = LakeMark.status(commit.getPath(), engine)
                .filter(found -> isSame(found, commit))
                .isPresent();
        return same ? now : Optional.empty();
    }

    /** Whether two looks at a commit's file have found the same; a file of the log is never written again. */
    static boolean isSame(FileStatus left, FileStatus right) {
        return left.getSize() == right.getSize() && left.getModificationTime() == right.getModificationTime();
    }

    private Optional<KernelSnapshot> followed(KernelSnapshot known, String next) {
        try {
            Optional<Others> others = Others.listed(next, known.version(), engine);
            if (others.isEmpty()
                    || others.get().commits().size()
                                    + known.kernel().getLogSegment().getDeltas().size()
                            > MOST_INTERVALS * CheckpointInterval.of(known.kernel())) {
                return Optional.empty();
            }
            Optional<SourceOffsets> offsets = txns.follow(others.get().commits(), known.offsets());
            return offsets.map(after -> others.get().after(known, after, engine));
        } catch (IOException | RuntimeException unread) {
            // To open the table finds out what it is.
            LOG.debug("Cannot follow the commits from {} on", next, unread);
            return Optional.empty();
        }
    }

    /**
     * What came after a version.
     *
     * @param commits oldest first
     * @param checksum of the last of them, when it is there
     */
    private record Others(List<FileStatus> commits, Optional<FileStatus> checksum) {
        /** Empty when there is a file from which the log is to be read on, or one that is damaged. */
        static Optional<Others> listed(String next, long known, Engine engine) throws IOException {
            List<FileStatus> commits = new ArrayList<>();
            Optional<FileStatus> checksum = Optional.empty();
            try (CloseableIterator<FileStatus> files =
                    engine.getFileSystemClient().listFrom(next)) {
                while (files.hasNext()) {
                    FileStatus file = files.next();
                    String path = file.getPath();
                    if (FileNames.isCommitFile(path)) {
                        if (file.getSize() == 0) {
                            // Reads as one that did nothing.
                            return Optional.empty();
                        }
                        commits.add(file);
                    } else if (FileNames.isChecksumFile(path)) {
                        checksum = Optional.of(file);
                    } else if (FileNames.isCheckpointFile(path) || FileNames.isLogCompactionFile(path)) {
                        return Optional.empty();
                    }
                }
            }
            long latest = known + commits.size();
            return commits.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Others(
                            List.copyOf(commits),
                            checksum.filter(file -> FileNames.checksumVersion(file.getPath()) == latest)));
        }

        KernelSnapshot after(KernelSnapshot known, SourceOffsets offsets, Engine engine) {
            List<ParsedDeltaData> deltas = new ArrayList<>();
            commits.forEach(commit -> deltas.add(ParsedPublishedDeltaData.forFileStatus(commit)));
            return known.with(
                    known.kernel().getLogSegment().newWithAddedDeltas(deltas),
                    () -> checksum.flatMap(file -> ChecksumReader.tryReadChecksumFile(engine, file)),
                    offsets,
                    engine);
        }
    }
}
