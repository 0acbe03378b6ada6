package io.sluice.analytics.materialize;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.streaming.Trigger;

/**
 * What the command line asks for.
 *
 * @param checkpoint where it remembers how far it is; empty for the table's default
 * @param skipChanges whether to pass over commits of the changelog that change or delete rows
 */
record MaterializeSettings(
        String table,
        String into,
        List<String> key,
        Order order,
        Trigger trigger,
        Optional<String> checkpoint,
        boolean skipChanges) {
    MaterializeSettings {
        Objects.requireNonNull(table);
        Objects.requireNonNull(into);
        key = List.copyOf(key);
        Objects.requireNonNull(order);
        Objects.requireNonNull(trigger);
        Objects.requireNonNull(checkpoint);
    }

    /** What the rows of the state come from. */
    Map<String, String> origin() {
        return Map.of("from", table, "key", String.join(",", key), "order", order.toString());
    }
}
