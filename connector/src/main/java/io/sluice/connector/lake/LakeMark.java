package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells a lake without a table from a lake that is away, such as a mount point without its disk. To believe that one would make the table
 * anew there, or take it for dropped.
 *
 * @param probe a file that was in the lake at the task's start; empty until it has been looked for
 */
record LakeMark(Engine engine, Supplier<Optional<String>> probe) {
    void requireLake() throws IOException {
        Optional<String> proven = probe.get();
        if (proven.isPresent() && !isThere(proven.get())) {
            throw new FileNotFoundException("neither the table nor " + proven.get()
                    + " is there, which was when this task started, so the lake is away. Mount it again; if it was"
                    + " emptied on purpose, restart the task");
        }
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
