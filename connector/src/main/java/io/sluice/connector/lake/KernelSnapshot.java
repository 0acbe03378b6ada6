package io.sluice.connector.lake;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.ColumnMapping;
import io.sluice.connector.schema.Widening;
import java.util.List;
import java.util.Map;

/** A snapshot as Kernel built it. */
final class KernelSnapshot implements TableSnapshot {
    private final SnapshotImpl kernel;
    private final SourceOffsets offsets;
    private final StructType schema;

    KernelSnapshot(SnapshotImpl kernel, SourceOffsets offsets) {
        this.kernel = kernel;
        this.offsets = offsets;
        // What a table that no longer maps its columns may still say of them means nothing.
        boolean mapped = ColumnMapping.isOn(kernel.getMetadata().getConfiguration());
        this.schema = mapped ? kernel.getSchema() : ColumnMapping.without(kernel.getSchema());
    }

    @Override
    public long version() {
        return kernel.getVersion();
    }

    @Override
    public String id() {
        return kernel.getMetadata().getId();
    }

    @Override
    public StructType schema() {
        return schema;
    }

    @Override
    public List<String> partitionColumns() {
        return kernel.getPartitionColumnNames();
    }

    @Override
    public List<Column> clusteringColumns() {
        // Without the feature nothing is asked of the log.
        return has("clustering") ? kernel.getPhysicalClusteringColumns().orElse(List.of()) : List.of();
    }

    @Override
    public Map<String, String> properties() {
        return kernel.getMetadata().getConfiguration();
    }

    /** The property alone does not say so: with the feature's preview, which Delta 3 gives a table, Spark cannot read most changes. */
    @Override
    public Widening widening() {
        if (!Boolean.parseBoolean(properties().get("delta.enableTypeWidening")) || !has("typeWidening")) {
            return Widening.NONE;
        }
        return has("timestampNtz") ? Widening.ALL : Widening.NUMBERS;
    }

    private boolean has(String feature) {
        return kernel.getProtocol().getExplicitlySupportedFeatures().stream()
                .anyMatch(supported -> supported.featureName().equals(feature));
    }

    @Override
    public SourceOffsets offsets() {
        return offsets;
    }

    @Override
    public void requireWritable(String location) {
        TableGuard.requireWritable(this, location);
    }

    SnapshotImpl kernel() {
        return kernel;
    }
}
