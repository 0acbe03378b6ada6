package io.sluice.benchmark.contender;

import io.sluice.benchmark.events.EventTopic;
import io.sluice.benchmark.table.DeltaTable;
import io.sluice.benchmark.table.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Ours, with a user's defaults but for the interval of commits, which is the peers'. */
record SluiceSink() implements SinkPlugin {
    @Override
    public Path plugin(Bench bench) {
        return bench.plugin();
    }

    @Override
    public Map<String, String> settings(Path lake, EventTopic topic, Values values) {
        return Map.of(
                "connector.class",
                "io.sluice.connector.LakeSinkConnector",
                "lake.path",
                lake.toUri().toString(),
                "value.format",
                values == Values.BYTES ? "json" : "connect",
                "commit.interval.ms",
                "10000");
    }

    @Override
    public Optional<Table> table(Path lake, EventTopic topic) {
        return Optional.of(new DeltaTable(lake.resolve(topic.name())));
    }
}
