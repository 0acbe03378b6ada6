package io.sluice.connector.lake;

import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Map;

/** One version of a table, with the offsets of that same version: what is checked and what is committed from must be one snapshot (I1). */
public final class TableSnapshot {
    private final SnapshotImpl kernel;
    private final SourceOffsets offsets;

    TableSnapshot(SnapshotImpl kernel, SourceOffsets offsets) {
        this.kernel = kernel;
        this.offsets = offsets;
    }

    public long version() {
        return kernel.getVersion();
    }

    /** The table's id: another one at the same path is another table. */
    public String id() {
        return kernel.getMetadata().getId();
    }

    public StructType schema() {
        return kernel.getSchema();
    }

    public List<String> partitionColumns() {
        return kernel.getPartitionColumnNames();
    }

    public Map<String, String> properties() {
        return kernel.getMetadata().getConfiguration();
    }

    /**
     * Whether a column's type may be widened. The property alone does not say so: with the feature's preview, which Delta 3 gives a table,
     * Spark can no longer read the table after most changes.
     */
    boolean widensTypes() {
        return Boolean.parseBoolean(properties().get("delta.enableTypeWidening"))
                && kernel.getProtocol().getExplicitlySupportedFeatures().stream()
                        .anyMatch(feature -> feature.featureName().equals("typeWidening"));
    }

    public SourceOffsets offsets() {
        return offsets;
    }

    SnapshotImpl kernel() {
        return kernel;
    }
}
