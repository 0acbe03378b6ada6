package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.DomainMetadata;
import io.delta.kernel.internal.checksum.CRCInfo;
import io.delta.kernel.internal.lang.Lazy;
import io.delta.kernel.internal.metrics.SnapshotQueryContext;
import io.delta.kernel.internal.replay.LogReplay;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.ColumnMapping;
import io.sluice.connector.schema.Widening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A snapshot of Kernel's that knows its domains' metadata. Each of Kernel's commits asks for it, since it may tell of clustering columns, and
 * Kernel replays the whole log for it where the last commit has no checksum. A table without the feature has none, and over commits of files and
 * offsets it stays what it was.
 */
final class KernelSnapshot implements TableSnapshot {
    private final SnapshotImpl kernel;
    private final Lazy<Map<String, DomainMetadata>> domains;
    private final SourceOffsets offsets;
    private final StructType schema;

    private KernelSnapshot(SnapshotImpl kernel, Lazy<Map<String, DomainMetadata>> domains, SourceOffsets offsets) {
        this.kernel = kernel;
        this.domains = domains;
        this.offsets = offsets;
        // What a table that no longer maps its columns may still say of them means nothing.
        boolean mapped = ColumnMapping.isOn(kernel.getMetadata().getConfiguration());
        this.schema = mapped ? kernel.getSchema() : ColumnMapping.without(kernel.getSchema());
    }

    /** As it was read from the log. */
    static KernelSnapshot opened(SnapshotImpl kernel, SourceOffsets offsets, Engine engine) {
        Lazy<Map<String, DomainMetadata>> domains = new Lazy<>(
                TableFeatures.isDomainMetadataSupported(kernel.getProtocol())
                        ? kernel::getActiveDomainMetadataMap
                        : Map::of);
        return of(kernel, kernel.getLogSegment(), kernel::getCurrentCrcInfo, domains, offsets, engine);
    }

    /**
     * After commits of files and offsets alone.
     *
     * @param log which ends with them
     * @param checksum of the last of them
     */
    KernelSnapshot with(LogSegment log, Supplier<Optional<CRCInfo>> checksum, SourceOffsets after, Engine engine) {
        return of(kernel, log, checksum, domains, after, engine);
    }

    /** As Kernel builds the snapshot that a commit of its own leaves. */
    private static KernelSnapshot of(
            SnapshotImpl like,
            LogSegment log,
            Supplier<Optional<CRCInfo>> checksum,
            Lazy<Map<String, DomainMetadata>> domains,
            SourceOffsets offsets,
            Engine engine) {
        Lazy<LogSegment> segment = new Lazy<>(() -> log);
        LogReplay replay = new LogReplay(engine, like.getDataPath(), segment, new Lazy<>(checksum)) {
            @Override
            public Map<String, DomainMetadata> getActiveDomainMetadataMap() {
                return domains.get();
            }
        };
        SnapshotImpl kernel = new SnapshotImpl(
                like.getDataPath(),
                log.getVersion(),
                segment,
                replay,
                like.getProtocol(),
                like.getMetadata(),
                like.getCommitter(),
                SnapshotQueryContext.forVersionSnapshot(like.getDataPath().toString(), log.getVersion()),
                Optional.empty());
        return new KernelSnapshot(kernel, domains, offsets);
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
