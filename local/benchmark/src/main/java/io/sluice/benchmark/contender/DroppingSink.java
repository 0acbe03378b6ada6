package io.sluice.benchmark.contender;

import io.sluice.benchmark.events.EventTopic;
import io.sluice.benchmark.table.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What Connect itself costs. */
record DroppingSink() implements SinkPlugin {
    @Override
    public Path plugin(Bench bench) {
        return bench.checkout().root().resolve("local/benchmark/target/sluice-benchmark-0.1.0-sink.jar");
    }

    @Override
    public Map<String, String> settings(Path lake, EventTopic topic, Values values) {
        return Map.of("connector.class", "io.sluice.benchmark.sink.DroppingSinkConnector");
    }

    @Override
    public Optional<Table> table(Path lake, EventTopic topic) {
        return Optional.empty();
    }
}
