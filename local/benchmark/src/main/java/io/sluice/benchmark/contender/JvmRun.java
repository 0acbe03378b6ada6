package io.sluice.benchmark.contender;

import io.sluice.benchmark.table.Table;
import io.sluice.local.process.Await;
import io.sluice.local.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** A program of ours that says {@code ready} on its standard output before it begins, and stays when it is done. */
record JvmRun(ChildJvm jvm, Optional<Table> table) implements Run {
    private static final Duration START = Duration.ofMinutes(2);

    /** A JVM must not be attached to before it is up. */
    JvmRun awaitReady() {
        Await.answer(
                "The start of " + jvm.name(),
                START,
                () -> {
                    jvm.requireAlive();
                    return output().contains("ready") ? Optional.of(true) : Optional.empty();
                },
                jvm::tail);
        return this;
    }

    @Override
    public void requireHealthy() {
        jvm.requireAlive();
    }

    private String output() {
        try {
            return Files.readString(jvm.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
