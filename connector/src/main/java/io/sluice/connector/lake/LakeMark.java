package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a lake without a table from a lake that is away, such as a mount point without its disk. To believe that one would make the table
 * anew there, or take it for dropped.
 */
record LakeMark(Engine engine, LakeProof proof) {
    private static final Logger LOG = LoggerFactory.getLogger(LakeMark.class);

    /**
     * What a look at a table finds. That there is none, or that it cannot be read, is believed when the lake is there and a second look finds
     * the same: the lake may have gone before the first look's end, and be back.
     *
     * @param what the look does, for messages
     */
    <T> Optional<T> believed(String what, KernelCalls.Call<Optional<T>> look) throws LakeUnavailableException {
        try {
            Optional<T> found = KernelCalls.read(what, look);
            if (found.isPresent()) {
                return found;
            }
        } catch (LakeRefusedException refused) {
            LOG.debug("Looking again: {}", what, refused);
        }
        return KernelCalls.read(what, () -> {
            proof.require();
            return look.run();
        });
    }

    boolean isThere(String file) throws IOException {
        return status(file, engine).isPresent();
    }

    /** Empty where there is no such file. */
    static Optional<FileStatus> status(String file, Engine engine) throws IOException {
        try {
            return Optional.of(engine.getFileSystemClient().getFileStatus(file));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }
}
