package io.sluice.benchmark.contender;

import io.sluice.benchmark.table.Table;
import io.sluice.local.process.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A sink connector that can be deployed. */
interface SinkPlugin {
    /** An entry of {@code plugin.path}. */
    Path plugin(Bench bench);

    /** As {@link Contender#requireBuilt}. */
    default void requireBuilt(Checkout checkout) {}

    /** The connector's settings, without converters, topics and tasks. */
    List<Setting> settings(Target target);

    /** What it needs of Kafka before it is deployed. */
    default void prepare(Bench bench, Target target) {}

    Optional<Table> table(Target target);
}
