package io.sluice.connector.lake;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.partition.PartitionSpec;
import io.sluice.connector.schema.DdlSchema;
import java.util.Map;

/**
 * What the settings say of making and changing tables.
 *
 * @param declared the columns of {@code value.schema}
 */
public record LandingRules(
        boolean create,
        PartitionSpec partitionSpec,
        StructType declared,
        Map<String, String> properties,
        SchemaEvolution evolution,
        boolean rescues,
        SharedSourceRule sharedSource) {
    private static final String RESCUED = "_rescued";

    public LandingRules {
        requireNonNull(partitionSpec, "partitionSpec is null");
        requireNonNull(declared, "declared is null");
        properties = Map.copyOf(properties);
        requireNonNull(evolution, "evolution is null");
    }

    public static LandingRules of(SinkSettings settings) {
        return new LandingRules(
                settings.table().create(),
                PartitionSpec.parse(
                        settings.table().partitionBy(), settings.table().partitionTimeZone()),
                settings.value().schema().map(DdlSchema::parse).orElseGet(StructType::new),
                settings.table().properties(),
                settings.value().evolution(),
                settings.value().mismatch() == SchemaMismatch.RESCUE,
                new SharedSourceRule(settings.source()));
    }

    /** A new table has the column from the start where values may be rescued, so that readers can always name it. */
    StructType withRescued(StructType schema) {
        return !rescues || schema.fieldNames().contains(RESCUED) ? schema : schema.add(RESCUED, StringType.STRING);
    }
}
