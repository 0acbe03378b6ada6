package io.sluice.benchmark.contender;

import io.sluice.benchmark.table.DeltaTable;
import io.sluice.benchmark.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Ours, with a user's defaults: statistics, fsync, checkpoints and the columns of Kafka's coordinates. */
record SluiceSink() implements SinkPlugin {
    @Override
    public Path plugin(Bench bench) {
        return bench.plugin();
    }

    @Override
    public List<Setting> settings(Target target) {
        return List.of(
                Setting.of("connector.class", "io.sluice.connector.LakeSinkConnector"),
                Setting.of("lake.path", target.lake().toUri()),
                Setting.of(
                        "value.format",
                        target.values() == Values.BYTES ? "json" : "connect",
                        "json: parsed by the sink from ByteArrayConverter's bytes; connect: what JsonConverter made"),
                Setting.of("commit.interval.ms", 10_000, "as often as the peers; the default is 60,000"));
    }

    @Override
    public Optional<Table> table(Target target) {
        return Optional.of(new DeltaTable(target.lake().resolve(target.topic())));
    }
}
