package io.sluice.benchmark.contender;

import io.sluice.benchmark.table.Table;
import io.sluice.local.process.ChildJvm;
import java.util.Optional;

/** A contender at work; closing it ends its JVM at once, when what it holds is not needed any more. */
public interface Run extends AutoCloseable {
    ChildJvm jvm();

    /** What it writes; empty for one that drops everything. */
    Optional<Table> table();

    /** @throws IllegalStateException with the reason if it has failed */
    void requireHealthy();

    @Override
    default void close() {
        jvm().kill();
    }
}
