package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What tells the lake from any other place at its path, such as the empty mount point of a disk that is away: its probe, whose content is
 * unique, as the first task of this process found it. As long as one of them runs, all others must find the same: a task that starts while
 * the lake is away would else prove the mount point, and its probe there would make the running tasks believe that their tables were
 * dropped. When the last has ended the next proves what it finds, so that a lake may be emptied or moved on purpose.
 */
final class LakeProof {
    private final Engine engine;
    private final Configuration configuration;
    private final Path probe;
    private Optional<String> content = Optional.empty();
    private int holders;

    LakeProof(Engine engine, Configuration configuration, Path probe) {
        this.engine = engine;
        this.configuration = configuration;
        this.probe = probe;
    }

    /**
     * Of one task more.
     *
     * @throws LakeRefusedException the store takes the second put of one name
     * @throws IOException the store does not answer, or this is not the lake that the others hold
     */
    void take() throws IOException {
        if (!isHeld()) {
            prove();
        }
        String found = read();
        synchronized (this) {
            if (holders > 0 && !content.equals(Optional.of(found))) {
                throw away("is that of another lake");
            }
            content = Optional.of(found);
            holders++;
        }
    }

    /** Of one task less. What it was stays known, for what the task still has under way. */
    synchronized void leave() {
        holders--;
    }

    private synchronized boolean isHeld() {
        return holders > 0;
    }

    private synchronized Optional<String> known() {
        return content;
    }

    /**
     * That what was proven is there. Nothing is asked of a lake that has not been proven yet.
     *
     * @throws FileNotFoundException it is away
     */
    void require() throws IOException {
        Optional<String> known = known();
        if (known.isPresent() && !known.get().equals(read())) {
            throw away("is that of another lake");
        }
    }

    private FileNotFoundException away(String how) {
        return new FileNotFoundException(
                "the lake is away: " + probe + " " + how + ", unlike when the tasks of this worker started."
                        + " Mount the lake again; if it was emptied or replaced on purpose, restart every connector that lands in it");
    }

    private String read() throws IOException {
        try (InputStream in = probe.getFileSystem(configuration).open(probe)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException absent) {
            throw away("is not there");
        }
    }

    private void prove() throws IOException {
        if (!StoreProbe.refusesSecondPut(engine, probe)) {
            throw new LakeRefusedException("Cannot land in " + probe.getParent().getParent()
                    + ": its store took a second put of " + probe
                    + ", so two tasks could commit the same version and one would be lost. Use a store (and a log store,"
                    + " hadoop.io.delta.kernel.logStore.<scheme>.impl) whose put-if-absent holds.");
        }
    }
}
