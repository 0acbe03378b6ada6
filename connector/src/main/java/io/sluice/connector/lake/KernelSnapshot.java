package io.sluice.connector.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.DomainMetadata;
import io.delta.kernel.internal.checksum.CRCInfo;
import io.delta.kernel.internal.checksum.ChecksumReader;
import io.delta.kernel.internal.lang.Lazy;
import io.delta.kernel.internal.metrics.SnapshotQueryContext;
import io.delta.kernel.internal.replay.LogReplay;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.FileStatus;
import io.sluice.connector.schema.ColumnMapping;
import io.sluice.connector.schema.Widening;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot of Kernel's that knows its domains' metadata. Each of Kernel's commits asks for it, since it may tell of clustering columns, and
 * Kernel replays the whole log for it where the last commit has no checksum. A table without the feature has none, and over commits of files and
 * offsets it stays what it was.
 */
final class KernelSnapshot implements TableSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(KernelSnapshot.class);

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

    /**
     * The same, read from a checkpoint on.
     *
     * @return empty where it is read from that one or a later one, or is of an earlier version
     */
    Optional<KernelSnapshot> startingFrom(FileStatus checkpoint, Engine engine) {
        LogSegment log = kernel.getLogSegment();
        long version = FileNames.checkpointVersion(checkpoint.getPath());
        if (version <= log.getCheckpointVersionOpt().orElse(-1L) || version > log.getVersion()) {
            return Optional.empty();
        }
        LogSegment shorter = new LogSegment(
                log.getLogPath(),
                log.getVersion(),
                log.getDeltas().stream()
                        .filter(commit -> FileNames.deltaVersion(commit.getPath()) > version)
                        .toList(),
                List.of(),
                List.of(checkpoint),
                log.getDeltaFileAtEndVersion(),
                log.getLastSeenChecksum().filter(file -> FileNames.checksumVersion(file.getPath()) >= version),
                log.getMaxPublishedDeltaVersion());
        // Where the commits before had none, one was computed for the checkpoint.
        return Optional.of(
                with(shorter, () -> kernel.getCurrentCrcInfo().or(() -> checksum(shorter, engine)), offsets, engine));
    }

    private static Optional<CRCInfo> checksum(LogSegment log, Engine engine) {
        String file = FileNames.checksumFile(log.getLogPath(), log.getVersion()).toString();
        try {
            return LakeMark.status(file, engine).flatMap(found -> ChecksumReader.tryReadChecksumFile(engine, found));
        } catch (IOException unread) {
            LOG.debug("Cannot read {}; the next one is computed from the whole state", file, unread);
            return Optional.empty();
        }
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
                asLatest(like, log),
                Optional.empty());
        return new KernelSnapshot(kernel, domains, offsets);
    }

    /** Kernel cleans the log up only after a checkpoint of a snapshot that was asked for as the latest. */
    private static SnapshotQueryContext asLatest(SnapshotImpl like, LogSegment log) {
        SnapshotQueryContext asked =
                SnapshotQueryContext.forLatestSnapshot(like.getDataPath().toString());
        asked.setResolvedVersion(log.getVersion());
        return asked;
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
