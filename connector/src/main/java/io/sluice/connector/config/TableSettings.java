package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Which table a topic lands in, and how that table is made.
 *
 * @param nameTemplate template with {@code ${topic}}
 * @param nameByTopic {@code table.name.map}: topic to table, before the template
 * @param create whether a missing table is created
 * @param partitionBy {@code table.partition.by}, cut at its commas
 * @param partitionTimeZone in which moments have a year, month, day and hour
 * @param properties Delta table properties at creation
 */
public record TableSettings(
        String nameTemplate,
        Map<String, String> nameByTopic,
        boolean create,
        List<String> partitionBy,
        ZoneId partitionTimeZone,
        Map<String, String> properties) {
    public TableSettings {
        requireNonNull(nameTemplate, "nameTemplate is null");
        nameByTopic = Map.copyOf(nameByTopic);
        partitionBy = List.copyOf(partitionBy);
        requireNonNull(partitionTimeZone, "partitionTimeZone is null");
        properties = Map.copyOf(properties);
    }
}
