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
 * @param properties beside {@code table.properties.*}, or in its place
 */
public record TableOverride(Optional<List<String>> partitionBy, Map<String, String> properties) {
    private static final String PARTITION_BY = ".partition.by";
    private static final String PROPERTIES = ".properties.";
    private static final TableOverride NONE = new TableOverride(Optional.empty(), Map.of());

    public TableOverride {
        partitionBy = partitionBy.map(List::copyOf);
        properties = Map.copyOf(properties);
    }

    /** The table that a key speaks of, or empty when its end is none that we know. */
    static Optional<String> table(String key) {
        // A table's name may have dots, and a property's too.
        int end = key.contains(PROPERTIES)
                ? key.indexOf(PROPERTIES)
                : key.endsWith(PARTITION_BY) ? key.length() - PARTITION_BY.length() : 0;
        return end > 0 ? Optional.of(key.substring(0, end)) : Optional.empty();
    }

    /** @param family the keys without their prefix; those that {@link #table} does not know are left out */
    static Map<String, TableOverride> parse(Map<String, String> family) {
        Map<String, TableOverride> overrides = new HashMap<>();
        new TreeMap<>(family).forEach((key, value) -> table(key)
                .ifPresent(table ->
                        overrides.merge(table, NONE.with(key.substring(table.length()), value), TableOverride::and)));
        return overrides;
    }

    private TableOverride with(String what, String value) {
        return what.equals(PARTITION_BY)
                ? new TableOverride(Optional.of(list(value)), properties)
                : new TableOverride(partitionBy, Map.of(what.substring(PROPERTIES.length()), value));
    }

    private TableOverride and(TableOverride other) {
        Map<String, String> both = new HashMap<>(properties);
        both.putAll(other.properties);
        return new TableOverride(other.partitionBy.isPresent() ? other.partitionBy : partitionBy, both);
    }

    /** As Kafka reads a list. */
    static List<String> list(String value) {
        return value.isBlank()
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::trim).toList();
    }
}
