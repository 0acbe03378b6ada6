package io.sluice.connector.lake;

import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.PartitionUtils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.DataFileStatus;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.parquet.DataFile;
import io.sluice.storage.ledger.CommitNote;
import io.sluice.storage.ledger.Ledger;
import io.sluice.storage.ledger.LedgerEntry;
import io.sluice.storage.ledger.LedgerFile;
import io.sluice.storage.ledger.LedgerRefusedException;
import io.sluice.storage.ledger.LedgerState;
import io.sluice.storage.ledger.LedgerTxn;
import io.sluice.storage.ledger.TableShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;

/**
 * A plain Parquet table: files become visible by an entry of its {@link Ledger} that names them and the offsets that they cover. The
 * comparison, the put and its read-back are those of a Delta table.
 */
final class LedgerTable implements TableLog {
    private final Ledger ledger;
    private final OtherFormat delta;
    private final LakeMark lake;
    private final String engineInfo;
    private final String location;
    private final AtomicReference<Optional<LedgerState>> known = new AtomicReference<>(Optional.empty());
    private final CommitTurns turns = new CommitTurns();

    LedgerTable(Ledger ledger, OtherFormat delta, LakeMark lake, String engineInfo, String location) {
        this.ledger = ledger;
        this.delta = delta;
        this.lake = lake;
        this.engineInfo = engineInfo;
        this.location = location;
    }

    @Override
    public String location() {
        return location;
    }

    /** One listing; only what came since the last call is read. */
    @Override
    public Optional<TableSnapshot> latest() throws LakeUnavailableException {
        return lake.believed("read table " + location, () -> {
            try {
                return load();
            } catch (LedgerRefusedException e) {
                throw new LakeRefusedException(e.getMessage(), e);
            }
        });
    }

    @Override
    public Turn turn() {
        return turns.take();
    }

    private Optional<TableSnapshot> load() throws IOException {
        Optional<LedgerState> before = known.get();
        Optional<LedgerState> state = ledger.load(before);
        boolean another = !before.map(LedgerState::tableId).equals(state.map(LedgerState::tableId));
        if ((state.isEmpty() || another) && state.flatMap(LedgerState::promoted).isEmpty()) {
            delta.requireAbsent(location, state.isPresent());
        }
        known.set(state);
        return state.map(LedgerSnapshot::of);
    }

    @Override
    public Appended create(StructType schema, TableLayout layout, Map<String, String> properties)
            throws LakeUnavailableException, ConflictException {
        CommitNote note = note("CREATE TABLE", CommitDetails.none());
        TableShape shape = new TableShape(
                DataTypeJsonSerDe.serializeStructType(schema), layout.partitionColumns(), properties, note.timestamp());
        put("create table " + location, LedgerEntry.create(UUID.randomUUID().toString(), note, shape));
        return new Appended(0, List.of());
    }

    @Override
    public Appended evolve(TableSnapshot from, StructType schema) throws LakeUnavailableException, ConflictException {
        LedgerState state = writable(from);
        TableShape shape = state.table().withSchema(DataTypeJsonSerDe.serializeStructType(schema));
        LedgerEntry entry = LedgerEntry.change(state, note("CHANGE SCHEMA", CommitDetails.none()), shape);
        put("change the schema of table " + location, entry);
        return new Appended(entry.version(), upkeep(state.with(entry)));
    }

    @Override
    public Appended append(TableSnapshot from, List<DataFile> files, Map<AppId, Long> next, CommitDetails details)
            throws LakeUnavailableException, ConflictException {
        LedgerState state = writable(from);
        CommitNote note = note("STREAMING UPDATE", details);
        List<LedgerTxn> txns = new ArrayList<>();
        next.forEach((appId, version) -> txns.add(new LedgerTxn(appId.toString(), version, note.timestamp())));
        details.markers()
                .forEach((marker, version) -> txns.add(new LedgerTxn(marker.toString(), version, note.timestamp())));
        List<LedgerFile> added = files.stream().map(file -> added(from, file)).toList();
        LedgerEntry entry = LedgerEntry.append(state, note, added, txns);
        put("commit to table " + location, entry);
        return new Appended(entry.version(), upkeep(state.with(entry)));
    }

    @Override
    public Set<Long> landed(TableSnapshot at, TopicPartition partition, long from, long to)
            throws LakeUnavailableException {
        return KernelCalls.read("read table " + location, () -> new RowOffsets(partition, from, to)
                .in(lake.engine(), location, ledger.files(((LedgerSnapshot) at).state())));
    }

    private List<Appended.Upkeep> upkeep(LedgerState state) {
        return Ledger.isCheckpointDue(state.version())
                ? List.of(new Appended.Upkeep("CHECKPOINT", false, () -> ledger.checkpoint(state)))
                : List.of();
    }

    private LedgerState writable(TableSnapshot from) {
        from.requireWritable(location);
        return ((LedgerSnapshot) from).state();
    }

    private void put(String what, LedgerEntry entry) throws LakeUnavailableException, ConflictException {
        VersionPut.Outcome outcome =
                VersionPut.run(new LedgerSlot(ledger, entry), entry.commitInfo().txnId());
        if (outcome instanceof VersionPut.Outcome.Anothers lost) {
            throw new ConflictException(lost.failure());
        }
        if (outcome instanceof VersionPut.Outcome.Unknown unknown) {
            throw KernelCalls.unavailable(what, unknown.failure());
        }
    }

    private CommitNote note(String operation, CommitDetails details) {
        return new CommitNote(
                UUID.randomUUID().toString(),
                System.currentTimeMillis(),
                engineInfo,
                operation,
                details.operationParameters(),
                details.operationMetrics());
    }

    /** By Kernel's own hand, as a Delta table would have it. */
    private LedgerFile added(TableSnapshot table, DataFile file) {
        AddFile add = AddFile.convertDataFileStatus(
                table.schema(),
                new Path(location).toUri(),
                new DataFileStatus(file.path(), file.size(), file.modificationTime(), Optional.of(file.statistics())),
                PartitionUtils.validateAndSanitizePartitionValues(
                        table.schema(),
                        table.partitionColumns(),
                        file.partition().values()),
                true,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new LedgerFile(
                add.getPath(),
                add.getSize(),
                file.rows(),
                add.getModificationTime(),
                VectorUtils.toJavaMap(add.getPartitionValues()),
                add.getStatsJson().orElse(null));
    }
}
