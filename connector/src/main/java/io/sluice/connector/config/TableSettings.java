package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How tables are made.
 *
 * @param create whether a missing table is created
 * @param partitionBy {@code table.partition.by}, cut at its commas
 * @param clusterBy {@code table.cluster.by}, cut at its commas
 * @param partitionTimeZone in which moments have a year, month, day and hour
 * @param maxPartitions that one commit may write to
 * @param properties Delta table properties at creation
 * @param overrides what is different for single tables, by name
 */
public record TableSettings(
        boolean create,
        List<String> partitionBy,
        List<String> clusterBy,
        ZoneId partitionTimeZone,
        int maxPartitions,
        Map<String, String> properties,
        Map<String, TableOverride> overrides) {
    public TableSettings {
        partitionBy = List.copyOf(partitionBy);
        clusterBy = List.copyOf(clusterBy);
        requireNonNull(partitionTimeZone, "partitionTimeZone is null");
        properties = Map.copyOf(properties);
        overrides = Map.copyOf(overrides);
    }

    /** The settings of one table. */
    public TableSettings of(String table) {
        TableOverride own = overrides.get(table);
        if (own == null) {
            return this;
        }
        Map<String, String> merged = new HashMap<>(properties);
        merged.putAll(own.properties());
        // A table has one layout: who says of it how it is partitioned does not want it clustered like the others.
        return new TableSettings(
                create,
                own.partitionBy().orElse(own.clusterBy().isPresent() ? List.of() : partitionBy),
                own.clusterBy().orElse(own.partitionBy().isPresent() ? List.of() : clusterBy),
                partitionTimeZone,
                maxPartitions,
                merged,
                Map.of());
    }
}
