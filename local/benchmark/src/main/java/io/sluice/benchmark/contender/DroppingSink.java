package io.sluice.benchmark.contender;

import io.sluice.benchmark.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Connect itself costs. */
record DroppingSink() implements SinkPlugin {
    @Override
    public Path plugin(Bench bench) {
        return bench.checkout().root().resolve("local/benchmark/target/sluice-benchmark-0.1.0-sink.jar");
    }

    @Override
    public List<Setting> settings(Target target) {
        return List.of(Setting.of("connector.class", "io.sluice.benchmark.sink.DroppingSinkConnector"));
    }

    @Override
    public Optional<Table> table(Target target) {
        return Optional.empty();
    }
}
