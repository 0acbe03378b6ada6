package io.sluice.connector.lake;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.TableSettings;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.partition.ClusterSpec;
import io.sluice.connector.partition.PartitionSpec;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.schema.DdlSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings say of making and changing tables.
 *
 * @param maxPartitions that one commit may write to
 * @param declared the columns of {@code value.schema}
 */
public record LandingRules(
        boolean create,
        PartitionSpec partitionSpec,
        ClusterSpec clusterSpec,
        int maxPartitions,
        StructType declared,
        Map<String, String> properties,
        SchemaEvolution evolution,
        boolean rescues,
        SharedSourceRule sharedSource) {
    private static final String RESCUED = "_rescued";

    public LandingRules {
        requireNonNull(partitionSpec, "partitionSpec is null");
        requireNonNull(clusterSpec, "clusterSpec is null");
        requireNonNull(declared, "declared is null");
        properties = Map.copyOf(properties);
        requireNonNull(evolution, "evolution is null");
    }

    /** Those of one table. */
    public static LandingRules of(SinkSettings settings, TableName name) {
        TableSettings table = settings.table().of(name.value());
        SharedSourceRule shared = new SharedSourceRule(settings.source());
        if (settings.errors().deadLetterTable().equals(Optional.of(name.value()))) {
            // The others' columns are not the dead letters'.
            boolean own = !table.equals(settings.table());
            return new LandingRules(
                    table.create(),
                    PartitionSpec.parse(own ? table.partitionBy() : List.of(), table.partitionTimeZone()),
                    ClusterSpec.parse(own ? table.clusterBy() : List.of()),
                    table.maxPartitions(),
                    new StructType(),
                    table.properties(),
                    SchemaEvolution.ADD,
                    false,
                    shared);
        }
        return new LandingRules(
                table.create(),
                PartitionSpec.parse(table.partitionBy(), table.partitionTimeZone()),
                ClusterSpec.parse(table.clusterBy()),
                table.maxPartitions(),
                settings.value().schema().map(DdlSchema::parse).orElseGet(StructType::new),
                table.properties(),
                settings.value().evolution(),
                settings.value().mismatch() == SchemaMismatch.RESCUE,
                shared);
    }

    /** A new table has the column from the start where values may be rescued, so that readers can always name it. */
    StructType withRescued(StructType schema) {
        return !rescues || schema.fieldNames().contains(RESCUED) ? schema : schema.add(RESCUED, StringType.STRING);
    }
}
