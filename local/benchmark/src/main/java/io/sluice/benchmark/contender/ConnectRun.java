package io.sluice.benchmark.contender;

import io.sluice.benchmark.table.Table;
import io.sluice.local.connect.Connectors;
import io.sluice.local.connect.Worker;
import io.sluice.local.process.ChildJvm;
import java.util.Optional;

/** A worker with one connector. */
record ConnectRun(String connector, Worker worker, Connectors connectors, Optional<Table> table) implements Run {
    @Override
    public ChildJvm jvm() {
        return worker.jvm();
    }

    @Override
    public void requireHealthy() {
        worker.jvm().requireAlive();
        connectors.failure(connector).ifPresent(trace -> {
            throw new IllegalStateException("Connector " + connector + " failed: " + trace);
        });
    }
}
