package io.sluice.connector.lake;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSError;

/**
 * Sorts what Delta Kernel throws into: try again later, start over, or give up. Hadoop's local file system throws FSError, an Error,
 * where a disk is full or fails.
 */
final class KernelCalls {
    interface Call<T> {
        T run() throws IOException;
    }

    private KernelCalls() {}

    /** A call that reads. */
    static <T> T read(String what, Call<T> call) throws LakeUnavailableException {
        try {
            return call.run();
        } catch (LakeRefusedException e) {
            throw e;
        } catch (KernelEngineException | UncheckedIOException | IOException | FSError e) {
            throw unavailable(what, e);
        } catch (KernelException e) {
            throw refused(what, e);
        } catch (UnsupportedOperationException e) {
            throw new LakeRefusedException("Cannot " + what + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Kernel lets some through as they come from the Parquet and JSON readers.
            if (root(e) instanceof IOException) {
                throw unavailable(what, e);
            }
            throw new LakeRefusedException(
                    "Cannot " + what + ": " + root(e)
                            + ". If a file of the table's log is damaged, restore it; a damaged checkpoint may"
                            + " be removed while the commits that it covers are still there.",
                    e);
        }
    }

    /** A call that commits. */
    static <T> T commit(String what, Call<T> call) throws LakeUnavailableException, ConflictException {
        try {
            return call.run();
        } catch (TableAlreadyExistsException e) {
            throw new ConflictException(e);
        } catch (MaxCommitRetryLimitReachedException e) {
            if (e.getCause() instanceof CommitFailedException failed && !failed.isConflict()) {
                throw unavailable(what, failed);
            }
            throw new ConflictException(e);
        } catch (ConcurrentWriteException e) {
            throw new ConflictException(e);
        } catch (KernelEngineException | UncheckedIOException | IOException | FSError e) {
            throw unavailable(what, e);
        } catch (KernelException e) {
            throw refused(what, e);
        }
    }

    static LakeUnavailableException unavailable(String what, Throwable cause) {
        return new LakeUnavailableException("Cannot " + what + ": " + root(cause), cause);
    }

    private static LakeRefusedException refused(String what, KernelException cause) {
        return new LakeRefusedException("Cannot " + what + ": " + cause.getMessage(), cause);
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
