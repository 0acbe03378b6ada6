package io.sluice.connector.lake;

import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.InvalidTableException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.DataWriteContextImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.util.ColumnMapping.ColumnMappingMode;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.internal.util.PartitionUtils;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.parquet.DataFile;
import io.sluice.connector.partition.PartitionKey;
import io.sluice.storage.ledger.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Delta table through Kernel, whose own retries, which rebase without asking for offsets, are off. */
final class LakeTable implements TableLog {
    private static final Logger LOG = LoggerFactory.getLogger(LakeTable.class);

    private static final int LOOKS = 5;

    /** The offsets at a version, and that version's commit. */
    private record Known(String id, long version, Optional<FileStatus> commit, SourceOffsets offsets) {
        static final Known NOTHING = new Known("", -1, Optional.empty(), SourceOffsets.NONE);

        static Known at(SnapshotImpl snapshot, SourceOffsets offsets) {
            return new Known(
                    snapshot.getMetadata().getId(),
                    snapshot.getVersion(),
                    Optional.of(snapshot.getLogSegment().getDeltaFileAtEndVersion()),
                    offsets);
        }

        /** Whether the snapshot goes on from there. The log of a table that was put back from a copy has other commits under the same numbers. */
        boolean precedes(SnapshotImpl snapshot) {
            LogSegment log = snapshot.getLogSegment();
            return id.equals(snapshot.getMetadata().getId())
                    && Stream.concat(log.getDeltas().stream(), Stream.of(log.getDeltaFileAtEndVersion()))
                            .filter(file -> FileNames.deltaVersion(file.getPath()) == version)
                            .findFirst()
                            .filter(file -> CommitBase.isSame(file, commit.orElseThrow()))
                            .isPresent();
        }
    }

    private final Engine engine;
    private final String engineInfo;
    private final String location;
    private final LakeMark lake;
    private final TxnReader txns;
    private final AtomicReference<Known> remembered = new AtomicReference<>(Known.NOTHING);
    private final CommitBase base;
    private final Checkpoints checkpoints;
    private final CommitTurns turns = new CommitTurns();

    LakeTable(Engine engine, String engineInfo, String location, LakeMark lake) {
        this.engine = engine;
        this.engineInfo = engineInfo;
        this.location = location;
        this.lake = lake;
        this.txns = new TxnReader(engine);
        this.base = new CommitBase(txns, engine);
        this.checkpoints = new Checkpoints(engine, base);
    }

    @Override
    public String location() {
        return location;
    }

    /** One listing; only what came since the last call is replayed for offsets. */
    @Override
    public Optional<TableSnapshot> latest() throws LakeUnavailableException {
        return lake.believed("read table " + location, () -> {
            try {
                return loadWhole();
            } catch (IOException | RuntimeException e) {
                if (LogDamage.causes(e)) {
                    throw LogDamage.refused(engine, location, e);
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<TableSnapshot> commitBase() throws LakeUnavailableException {
        Optional<KernelSnapshot> known = KernelCalls.read("read table " + location, base::latest);
        if (known.isEmpty()) {
            return latest();
        }
        remembered.set(Known.at(known.get().kernel(), known.get().offsets()));
        return Optional.of(known.get());
    }

    @Override
    public Turn turn() {
        return turns.take();
    }

    /**
     * A listing is no moment: a commit that comes while it runs may be missing where a later one, or its own checksum, is listed. What
     * contradicts itself is therefore listed again before it is believed.
     */
    private Optional<TableSnapshot> loadWhole() throws IOException {
        for (int look = 1; ; look++) {
            try {
                return load();
            } catch (InvalidTableException | IllegalArgumentException | IllegalStateException contradiction) {
                if (look == LOOKS) {
                    throw contradiction;
                }
                LOG.debug("Listing {} again", location, contradiction);
            }
        }
    }

    private Optional<TableSnapshot> load() throws IOException {
        SnapshotImpl snapshot;
        try {
            snapshot = (SnapshotImpl) TableManager.loadSnapshot(location).build(engine);
        } catch (TableNotFoundException absent) {
            requireNoLedger();
            return Optional.empty();
        }
        LogDamage.requireWholeCommits(snapshot, location);
        Known before = remembered.get();
        Known from = before.precedes(snapshot) ? before : Known.NOTHING;
        SourceOffsets offsets = txns.read(snapshot, from.version(), from.offsets());
        remembered.set(Known.at(snapshot, offsets));
        KernelSnapshot opened = KernelSnapshot.opened(snapshot, offsets, engine);
        base.opened(opened);
        return Optional.of(opened);
    }

    private void requireNoLedger() throws IOException {
        if (lake.isThere(location + "/" + Ledger.FOLDER + "/" + Ledger.FIRST)) {
            throw new LakeRefusedException("Cannot land in table " + location
                    + ": it is a plain Parquet table, and lake.format=delta. Set lake.format=parquet, or turn it into a Delta"
                    + " table with analytics promote.");
        }
    }

    @Override
    public Appended create(StructType schema, TableLayout layout, Map<String, String> properties)
            throws LakeUnavailableException, ConflictException {
        TransactionCommitResult result = KernelCalls.commit("create table " + location, () -> {
            return TableManager.buildCreateTableTransaction(location, schema, engineInfo)
                    .withTableProperties(properties)
                    .withDataLayoutSpec(kernel(layout))
                    .withMaxRetries(0)
                    .withCommitter(new LandingCommitter(CommitDetails.none()))
                    .build(engine)
                    .commit(engine, CloseableIterable.emptyIterable());
        });
        return changed(result, SourceOffsets.NONE);
    }

    private static DataLayoutSpec kernel(TableLayout layout) {
        if (!layout.clusteringColumns().isEmpty()) {
            return DataLayoutSpec.clustered(layout.clusteringColumns());
        }
        return layout.partitionColumns().isEmpty()
                ? DataLayoutSpec.noDataLayout()
                : DataLayoutSpec.partitioned(
                        layout.partitionColumns().stream().map(Column::new).toList());
    }

    /**
     * Kernel's public way wants column mapping, which Spark 3.4 with delta-core could not write, so the
     * {@code metaData} action is given to the transaction directly.
     */
    @Override
    public Appended evolve(TableSnapshot from, StructType schema) throws LakeUnavailableException, ConflictException {
        Metadata metadata = MappedColumns.withSchema(kernel(from).getMetadata(), schema);
        TransactionCommitResult result = KernelCalls.commit("change the schema of table " + location, () -> transaction(
                        from, Operation.MANUAL_UPDATE, Optional.of(metadata), CommitDetails.none())
                .commit(engine, CloseableIterable.emptyIterable()));
        return changed(result, from.offsets());
    }

    @Override
    public Appended append(TableSnapshot from, List<DataFile> files, Map<AppId, Long> next, CommitDetails details)
            throws LakeUnavailableException, ConflictException {
        TransactionCommitResult result = KernelCalls.commit("commit to table " + location, () -> {
            Transaction transaction = transaction(from, Operation.STREAMING_UPDATE, Optional.empty(), details);
            List<Row> actions = new ArrayList<>();
            long now = System.currentTimeMillis();
            next.forEach((appId, version) -> actions.add(txn(appId.toString(), version, now)));
            details.markers().forEach((marker, version) -> actions.add(txn(marker.toString(), version, now)));
            Row state = transaction.getTransactionState(engine);
            Map<PartitionKey, List<DataFile>> byPartition = files.stream()
                    .collect(Collectors.groupingBy(DataFile::partition, LinkedHashMap::new, Collectors.toList()));
            for (Map.Entry<PartitionKey, List<DataFile>> partition : byPartition.entrySet()) {
                add(state, writeContext(kernel(from), partition.getKey()), partition.getValue(), actions);
            }
            return transaction.commit(
                    engine, CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
        });
        SourceOffsets offsets = from.offsets().with(next, details.markers());
        return appended(
                result,
                result.getPostCommitSnapshot()
                        .map(left -> remembered((SnapshotImpl) left, (KernelSnapshot) from, offsets)));
    }

    private KernelSnapshot remembered(SnapshotImpl left, KernelSnapshot from, SourceOffsets offsets) {
        remembered.set(Known.at(left, offsets));
        KernelSnapshot after = from.with(left.getLogSegment(), left::getCurrentCrcInfo, offsets, engine);
        base.committed(after);
        return after;
    }

    @Override
    public Set<Long> landed(TableSnapshot at, TopicPartition partition, long from, long to)
            throws LakeUnavailableException {
        return KernelCalls.read(
                "read table " + location, () -> new RowOffsets(partition, from, to).in(engine, kernel(at)));
    }

    private static Row txn(String appId, long version, long now) {
        return SingleAction.createTxnSingleAction(new SetTransaction(appId, version, Optional.of(now)).toRow());
    }

    /** A checkpoint comes with a commit of files and offsets; but the next commit needs this one's checksum, which may not be written yet. */
    private Appended changed(TransactionCommitResult result, SourceOffsets offsets) {
        result.getPostCommitSnapshot().map(SnapshotImpl.class::cast).ifPresent(left -> {
            remembered.set(Known.at(left, offsets));
            base.committed(KernelSnapshot.opened(left, offsets, engine));
        });
        return appended(result, Optional.empty());
    }

    /** @param left the snapshot that the commit left, where there may be a checkpoint of it */
    private Appended appended(TransactionCommitResult result, Optional<KernelSnapshot> left) {
        List<Appended.Upkeep> upkeep = new ArrayList<>();
        Optional<KernelSnapshot> due = left.filter(after ->
                has(result, PostCommitHook.PostCommitHookType.CHECKPOINT) && CheckpointInterval.isDue(after.kernel()));
        due.ifPresent(after -> upkeep.add(new Appended.Upkeep("CHECKPOINT", false, () -> checkpoints.write(after))));
        for (PostCommitHook hook : result.getPostCommitHooks()) {
            switch (hook.getType()) {
                // First: small, and it saves the next snapshot a replay.
                case CHECKSUM_SIMPLE -> upkeep.add(0, upkeep(engine, hook, true));
                case CHECKSUM_FULL -> {
                    // Reads the whole state. Tasks that overtake each other would ask for it at every commit.
                    // First: the snapshot that goes on from the checkpoint has it then, and the next commits simple
                    // ones.
                    if (due.isPresent()) {
                        upkeep.add(0, upkeep(engine, hook, false));
                    }
                }
                default -> LOG.trace("Left to others: {}", hook.getType());
            }
        }
        return new Appended(result.getVersion(), upkeep);
    }

    private static boolean has(TransactionCommitResult result, PostCommitHook.PostCommitHookType type) {
        return result.getPostCommitHooks().stream().anyMatch(hook -> hook.getType() == type);
    }

    private static Appended.Upkeep upkeep(Engine engine, PostCommitHook hook, boolean small) {
        return new Appended.Upkeep(hook.getType().name(), small, () -> hook.threadSafeInvoke(engine));
    }

    /** One call for all files of a partition: each parses the table's schema. */
    private void add(Row state, DataWriteContextImpl context, List<DataFile> files, List<Row> actions)
            throws IOException {
        Iterator<DataFileStatus> written = files.stream()
                .map(file -> new DataFileStatus(
                        file.path(), file.size(), file.modificationTime(), Optional.of(file.statistics())))
                .iterator();
        try (CloseableIterator<Row> rows =
                Transaction.generateAppendActions(engine, state, Utils.toCloseableIterator(written), context)) {
            rows.forEachRemaining(actions::add);
        }
    }

    /** Kernel's own refuses tables with column mapping, whose partition values have the columns' names in files. */
    private static DataWriteContextImpl writeContext(SnapshotImpl table, PartitionKey partition) {
        StructType schema = table.getSchema();
        Map<String, Literal> values = PartitionUtils.validateAndSanitizePartitionValues(
                schema, table.getPartitionColumnNames(), partition.values());
        ColumnMappingMode mode = TableConfig.COLUMN_MAPPING_MODE.fromMetadata(table.getMetadata());
        return new DataWriteContextImpl(
                table.getDataPath().toString(),
                PartitionUtils.toPhysicalPartitionValues(schema, values, mode),
                List.of());
    }

    private Transaction transaction(
            TableSnapshot from, Operation operation, Optional<Metadata> metadata, CommitDetails details) {
        SnapshotImpl snapshot = kernel(from);
        return new TransactionImpl(
                false,
                snapshot.getDataPath(),
                Optional.of(snapshot),
                engineInfo,
                operation,
                Optional.empty(),
                metadata,
                new LandingCommitter(details),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0),
                0,
                System::currentTimeMillis);
    }

    private static SnapshotImpl kernel(TableSnapshot snapshot) {
        return ((KernelSnapshot) snapshot).kernel();
    }
}
