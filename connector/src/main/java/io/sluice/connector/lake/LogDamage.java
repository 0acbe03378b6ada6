package io.sluice.connector.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.replay.LogReplay;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.parquet.ParquetRuntimeException;

/**
 * Files of a table's log that were cut off or changed from outside; a put through a proven store leaves none. Waiting does not mend them,
 * and writing on would build on offsets that may be wrong.
 */
final class LogDamage {
    /** parquet-java throws a plain RuntimeException for a file without a footer. */
    private static final String NO_PARQUET = "is not a Parquet file";

    private LogDamage() {}

    /** An empty commit reads as one that did nothing, and the offsets that it held would be forgotten. */
    static void requireWholeCommits(SnapshotImpl snapshot, String location) {
        for (FileStatus commit : snapshot.getLogSegment().getDeltas()) {
            if (commit.getSize() == 0) {
                throw new LakeRefusedException(message(location, commit.getPath() + " is empty"));
            }
        }
    }

    static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException
                    || cause instanceof ChecksumException
                    || cause instanceof ParquetRuntimeException
                    || String.valueOf(cause.getMessage()).contains(NO_PARQUET)) {
                return true;
            }
        }
        return false;
    }

    static LakeRefusedException refused(Engine engine, String location, Exception failure) {
        String found = unreadable(engine, location)
                .map(file -> file + " is cut off or changed")
                .orElse(String.valueOf(failure.getMessage()));
        return new LakeRefusedException(message(location, found), failure);
    }

    private static String message(String location, String found) {
        return "Cannot read table " + location + ": a file of its log is damaged: " + found
                + ". Stop what writes to the log beside Delta and restore the file from a copy. A damaged checkpoint may be removed"
                + " while the commits that it covers are there; a commit may not.";
    }

    /** The first file of the log that cannot be parsed. */
    private static Optional<String> unreadable(Engine engine, String location) {
        String first = FileNames.deltaFile(location + "/_delta_log", 0);
        try (CloseableIterator<FileStatus> files = engine.getFileSystemClient().listFrom(first)) {
            while (files.hasNext()) {
                FileStatus file = files.next();
                if (file.getSize() > 0 && !parses(engine, file)) {
                    return Optional.of(file.getPath());
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException unlisted) {
            return Optional.empty();
        }
    }

    private static boolean parses(Engine engine, FileStatus file) throws IOException {
        if (FileNames.isCommitFile(file.getPath())) {
            return parses(() -> engine.getJsonHandler()
                    .readJsonFiles(
                            Utils.singletonCloseableIterator(file),
                            LogReplay.SET_TRANSACTION_READ_SCHEMA,
                            Optional.empty()));
        }
        return !FileNames.isCheckpointFile(file.getPath())
                || parses(() -> engine.getParquetHandler()
                        .readParquetFiles(
                                Utils.singletonCloseableIterator(file),
                                LogReplay.SET_TRANSACTION_READ_SCHEMA,
                                Optional.empty()));
    }

    private static boolean parses(KernelCalls.Call<CloseableIterator<?>> read) throws IOException {
        try (CloseableIterator<?> batches = read.run()) {
            batches.forEachRemaining(batch -> {});
            return true;
        } catch (IOException | RuntimeException e) {
            return !causes(e);
        }
    }
}
