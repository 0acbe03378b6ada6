package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

/**
 * Whose offsets the table's {@code txn} rows are.
 *
 * @param namespace default: the connector's name
 * @param sourceId names the Kafka cluster
 * @param allowSharedSource lands although the table holds another namespace's offsets of the same source
 */
public record SourceSettings(String namespace, String sourceId, boolean allowSharedSource) {
    public SourceSettings {
        requireNonNull(namespace, "namespace is null");
        requireNonNull(sourceId, "sourceId is null");
    }
}
