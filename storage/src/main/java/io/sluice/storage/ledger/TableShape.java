package io.sluice.storage.ledger;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What a table is.
 *
 * @param schema as Delta and Spark write a schema in JSON (PROTOCOL.md, "Schema Serialization Format")
 * @param partitionColumns in the order of their folders; they are in the schema too, and in no data file
 * @param createdTime in milliseconds since 1970-01-01 UTC
 */
public record TableShape(
        String schema, List<String> partitionColumns, Map<String, String> properties, long createdTime) {
    public TableShape {
        requireNonNull(schema, "schema is null");
        partitionColumns = partitionColumns == null ? List.of() : List.copyOf(partitionColumns);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    public TableShape withSchema(String newer) {
        return new TableShape(newer, partitionColumns, properties, createdTime);
    }
}
