package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Consumer;

/**
 * The syntaxes that other packages own. Each throws {@link IllegalArgumentException}, with problem, why and remedy, on a text that it
 * refuses.
 *
 * @param valueSchema of {@code value.schema}
 * @param partitionBy of {@code table.partition.by}
 * @param clusterBy of {@code table.cluster.by}
 * @param tableName of a table's name
 */
public record SettingChecks(
        Consumer<String> valueSchema,
        Consumer<List<String>> partitionBy,
        Consumer<List<String>> clusterBy,
        Consumer<String> tableName) {
    /** Leaves these texts to the code that reads them. */
    public static final SettingChecks NONE = new SettingChecks(ddl -> {}, columns -> {}, columns -> {}, table -> {});

    public SettingChecks {
        requireNonNull(valueSchema, "valueSchema is null");
        requireNonNull(partitionBy, "partitionBy is null");
        requireNonNull(clusterBy, "clusterBy is null");
        requireNonNull(tableName, "tableName is null");
    }
}
