package io.sluice.connector.schema;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import java.util.Collection;
import java.util.Optional;

/**
 * A table's schema against a batch's. Columns match without regard to case and the table's spelling, metadata and order stay as they are.
 * What is new goes to the end of its struct, where Spark's mergeSchema puts it, inside arrays and maps too.
 */
public final class SchemaChange {
    private SchemaChange() {}

    /** {@link #decide(StructType, StructType, SchemaEvolution, Widening)} for a table without {@code delta.enableTypeWidening}. */
    public static SchemaDecision decide(StructType table, StructType batch, SchemaEvolution policy) {
        return decide(table, batch, policy, Widening.NONE);
    }

    /**
     * @param table the table's schema with its partition columns; empty when there is no table yet
     * @param batch what the rows need, partition columns included; its nullability does not count: {@code ColumnBuffer.relaxed} knows
     * @param widening what the table's {@code delta.enableTypeWidening=true} and its table feature {@code typeWidening} allow: without
     *     them Delta lets no type change, and with {@code typeWidening-preview} readers refuse most changes. Delta before 4.0 does so too
     *     with the feature itself: it reads BYTE to SHORT to INT alone
     * @return {@link SchemaDecision.Evolve} when the policy and the protocol allow all that differs, and then the batch fits the new
     *     schema; {@link SchemaDecision.Refit} when one thing does not, or when a column that the table declares NOT NULL is missing. A
     *     column of another type that would cast (BIGINT to DOUBLE, a scalar to STRING) is refitted as well: value by value, so that a BIGINT
     *     that is not exact in a DOUBLE is rescued and not rounded
     */
    public static SchemaDecision decide(StructType table, StructType batch, SchemaEvolution policy, Widening widening) {
        SchemaComparison comparison = new SchemaComparison(
                policy != SchemaEvolution.NONE, policy == SchemaEvolution.ADD_AND_WIDEN ? widening : Widening.NONE);
        StructType evolved = comparison.table(table, batch);
        if (comparison.refusal() != null) {
            return new SchemaDecision.Refit(comparison.refusal());
        }
        return evolved.equals(table) ? new SchemaDecision.Fits() : new SchemaDecision.Evolve(evolved);
    }

    /**
     * Whether files that are already written may still be committed to a table that others changed meanwhile (protocol, "Consistency
     * Between Table Metadata and Data Files").
     *
     * @param file the schema that the files were written with: fields of the table's schema of that time
     * @param table the table's schema now
     * @param partitionColumns columns whose values stand in the log, not in files
     * @return why not; empty when they may
     */
    public static Optional<String> obstacle(StructType file, StructType table, Collection<String> partitionColumns) {
        return WrittenFiles.obstacle(file, table, partitionColumns);
    }
}
