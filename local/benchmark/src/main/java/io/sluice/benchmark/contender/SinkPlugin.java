package io.sluice.benchmark.contender;

import io.sluice.benchmark.events.EventTopic;
import io.sluice.benchmark.table.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A sink connector that can be deployed. */
interface SinkPlugin {
    /** An entry of {@code plugin.path}. */
    Path plugin(Bench bench);

    /** The connector's settings, without converters, topics and tasks. */
    Map<String, String> settings(Path lake, EventTopic topic, Values values);

    Optional<Table> table(Path lake, EventTopic topic);
}
