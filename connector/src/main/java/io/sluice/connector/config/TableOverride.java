package io.sluice.connector.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code table.override.<table>.*} says of one table.
 *
 * @param partitionBy in the place of {@code table.partition.by}; empty when it is not overridden
 * @param clusterBy in the place of {@code table.cluster.by}; empty when it is not overridden
 * @param properties beside {@code table.properties.*}, or in its place
 */
public record TableOverride(
        Optional<List<String>> partitionBy, Optional<List<String>> clusterBy, Map<String, String> properties) {
    static final String PARTITION_BY = ".partition.by";
    static final String CLUSTER_BY = ".cluster.by";
    private static final String PROPERTIES = ".properties.";

    public TableOverride {
        partitionBy = partitionBy.map(List::copyOf);
        clusterBy = clusterBy.map(List::copyOf);
        properties = Map.copyOf(properties);
    }

    /** The table that a key speaks of, or empty when its end is none that we know. */
    static Optional<String> table(String key) {
        // A table's name may have dots, and a property's too.
        int end = key.indexOf(PROPERTIES);
        if (end < 0) {
            end = Math.max(before(key, PARTITION_BY), before(key, CLUSTER_BY));
        }
        return end > 0 ? Optional.of(key.substring(0, end)) : Optional.empty();
    }

    private static int before(String key, String end) {
        return key.endsWith(end) ? key.length() - end.length() : 0;
    }

    /** @param family the keys without their prefix; those that {@link #table} does not know are left out */
    static Map<String, TableOverride> parse(Map<String, String> family) {
        Map<String, TableOverride> overrides = new HashMap<>();
        new TreeMap<>(family).forEach((key, value) -> table(key)
                .ifPresent(
                        table -> overrides.merge(table, of(key.substring(table.length()), value), TableOverride::and)));
        return overrides;
    }

    private static TableOverride of(String what, String value) {
        return switch (what) {
            case PARTITION_BY -> new TableOverride(Optional.of(list(value)), Optional.empty(), Map.of());
            case CLUSTER_BY -> new TableOverride(Optional.empty(), Optional.of(list(value)), Map.of());
            default ->
                new TableOverride(
                        Optional.empty(), Optional.empty(), Map.of(what.substring(PROPERTIES.length()), value));
        };
    }

    private TableOverride and(TableOverride other) {
        Map<String, String> both = new HashMap<>(properties);
        both.putAll(other.properties);
        return new TableOverride(
                other.partitionBy.isPresent() ? other.partitionBy : partitionBy,
                other.clusterBy.isPresent() ? other.clusterBy : clusterBy,
                both);
    }

    /** As Kafka reads a list. */
    static List<String> list(String value) {
        return value.isBlank()
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::trim).toList();
    }
}
