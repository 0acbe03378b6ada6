package io.sluice.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A started child. Its standard output and error are in files; its standard input is the leash that ends it. */
public final class ChildJvm implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final int TAIL_LINES = 30;

    private final String name;
    private final Process process;
    private final Path output;
    private final Path log;

    ChildJvm(String name, Process process, Path output, Path log) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.log = log;
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Standard output. */
    public Path output() {
        return output;
    }

    /** Standard error, and standard output too where the two are one. */
    public Path log() {
        return log;
    }

    /**
     * @return the exit code
     * @throws IllegalStateException if it still runs after that time; it is killed then
     */
    public int awaitExit(Duration limit) {
        if (!waitFor(limit)) {
            kill();
            throw new IllegalStateException(name + " did not end within " + limit.toSeconds() + " s. " + tail());
        }
        return process.exitValue();
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.destroyForcibly();
        waitFor(GRACE);
    }

    /** Lets go of the leash, so that it shuts down in order; kills it if that takes too long. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It ended by itself and the pipe with it.
        }
        if (!waitFor(GRACE)) {
            kill();
        }
    }

    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with exit code " + process.exitValue() + ". " + tail());
        }
    }

    /** The end of its log, as a message's last part. */
    public String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return "The last lines of " + log + ":\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
