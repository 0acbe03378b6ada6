package io.sluice.connector.lake;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.parquet.DataFile;
import io.sluice.connector.parquet.DataFileEncoder;
import io.sluice.connector.parquet.StatisticsColumns;
import io.sluice.connector.partition.PartitionSpec;
import io.sluice.connector.partition.Partitioning;
import io.sluice.connector.partition.RowInts;
import io.sluice.connector.schema.SchemaChange;
import io.sluice.connector.schema.SchemaDecision;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands one table's batch: table made, schema evolved, rows encoded, files and offsets committed.
 *
 * <p>Invariants (I1, I5 of the design):
 *
 * <ul>
 *   <li>The offsets that are compared and the version that is put come from one snapshot. A comparison that fails ends the landing: a
 *       task that lost its partition never commits a row of it.
 *   <li>Files that were encoded stay encoded over conflicts and outages, and are never deleted: a put of unknown outcome may name them.
 *       What never gets committed is left to VACUUM; so files that waited for the store are looked for before a commit names them.
 * </ul>
 *
 * <p>Crash windows: after encoding, before the put: orphaned files, records are read again from the lake's offset. After the put, before
 * its answer: the next owner reads the new offset. {@link #run()} may be called again after {@link LakeUnavailableException}.
 */
public final class Landing {
    private static final Logger LOG = LoggerFactory.getLogger(Landing.class);

    private final TableLog table;
    private final TableBatch batch;
    private final LandingRules rules;
    private final DataFileEncoder encoder;
    private final LogMaintenance maintenance;
    private final RowInts numbers;
    private ColumnBuffer rows;
    private Optional<Encoded> encoded = Optional.empty();
    private int conflicts;

    private record Encoded(StructType schema, StatisticsColumns statistics, List<DataFile> files) {}

    /** @param numbers used while the landing runs */
    public Landing(
            TableLog table,
            TableBatch batch,
            LandingRules rules,
            DataFileEncoder encoder,
            LogMaintenance maintenance,
            RowInts numbers) {
        this.table = table;
        this.batch = batch;
        this.rules = rules;
        this.encoder = encoder;
        this.maintenance = maintenance;
        this.numbers = numbers;
        this.rows = batch.rows();
    }

    /**
     * @throws LakeUnavailableException the store failed; call again later, what was encoded is kept
     * @throws LakeRefusedException the table cannot be written, and why
     */
    public LandOutcome run() throws LakeUnavailableException {
        requireFiles();
        while (true) {
            try {
                Optional<LandOutcome> outcome = round();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (ConflictException conflict) {
                conflicts++;
                LOG.debug("Conflict {} on {}", conflicts, table.location(), conflict);
            } catch (RecordError misfit) {
                return new LandOutcome.Rewind(
                        "rows no longer fit table " + table.location() + ": " + misfit.getMessage(), false);
            }
        }
    }

    /** After an outage: a VACUUM that keeps little may have taken files that no commit names yet. The rows are still here. */
    private void requireFiles() throws LakeUnavailableException {
        try {
            if (encoded.isPresent() && !encoder.areThere(encoded.get().files())) {
                LOG.warn(
                        "Data files of table {} that waited for their commit are gone; encoding {} rows again. Let VACUUM retain"
                                + " more than retry.timeout.ms.",
                        table.location(),
                        rows.rows());
                encoded = Optional.empty();
            }
        } catch (IOException e) {
            throw new LakeUnavailableException("Cannot look for data files of table " + table.location() + ": " + e, e);
        }
    }

    /** Empty to start over. What is not encoded yet will not be committed in this one, and others need not wait for it. */
    private Optional<LandOutcome> round() throws LakeUnavailableException, ConflictException, RecordError {
        if (rows.rows() > 0 && encoded.isEmpty()) {
            return attempt();
        }
        TableLog.Turn turn = table.turn();
        try {
            return attempt();
        } finally {
            turn.end();
        }
    }

    /** On one snapshot. */
    private Optional<LandOutcome> attempt() throws LakeUnavailableException, ConflictException, RecordError {
        Optional<TableSnapshot> base = table.commitBase();
        if (base.isEmpty()) {
            return createTable();
        }
        TableSnapshot snapshot = base.get();
        requireSameTable(snapshot);
        snapshot.requireWritable(table.location());
        Optional<LandOutcome> fenced = fence(snapshot.offsets());
        if (fenced.isPresent()) {
            return fenced;
        }
        if (rows.rows() == 0) {
            return Optional.of(commit(snapshot, List.of()));
        }
        if (encoded.isPresent() && committable(encoded.get(), snapshot)) {
            return Optional.of(commit(snapshot, encoded.get().files()));
        }
        return prepare(snapshot);
    }

    private Optional<LandOutcome> createTable() throws LakeUnavailableException, ConflictException {
        if (batch.tableId().isPresent()) {
            throw replaced("is gone");
        }
        if (rows.rows() == 0) {
            return Optional.of(new LandOutcome.NothingToLand());
        }
        if (!rules.create()) {
            throw new LakeRefusedException("Cannot land in table " + table.location()
                    + ": it does not exist and table.create is false. Create it, or set table.create=true.");
        }
        PartitionSpec spec = rules.partitionSpec();
        StructType needed = spec.withPartitionColumns(rules.withRescued(rows.schema()), rules.declared());
        StructType schema = rules.clusterSpec().withColumns(needed, rules.declared());
        TableLayout layout =
                new TableLayout(spec.columnNames(), rules.clusterSpec().columns(schema));
        maintenance.after(table.location(), table.create(schema, layout, rules.properties()));
        return Optional.empty();
    }

    private static boolean committable(Encoded encoded, TableSnapshot snapshot) {
        return encoded.statistics().equals(FileSchema.statistics(snapshot))
                && SchemaChange.obstacle(encoded.schema(), snapshot.schema(), snapshot.partitionColumns())
                        .isEmpty();
    }

    /** Brings schema and files to where the next round can commit them. */
    private Optional<LandOutcome> prepare(TableSnapshot snapshot)
            throws LakeUnavailableException, ConflictException, RecordError {
        PartitionSpec spec = partitionSpec(snapshot);
        StructType needed = spec.withPartitionColumns(rows.schema(), snapshot.schema());
        SchemaDecision decision = decide(snapshot, rows, needed);
        if (decision instanceof SchemaDecision.Evolve evolve) {
            spec.requireKept(snapshot.schema(), evolve.newTableSchema());
            maintenance.after(table.location(), table.evolve(snapshot, evolve.newTableSchema()));
        } else if (decision instanceof SchemaDecision.Refit refit) {
            refit(snapshot, refit.why());
        } else if (!rows.holds(snapshot.schema())) {
            refit(snapshot, "a column of it is NOT NULL now");
        } else {
            encode(snapshot, spec);
        }
        return Optional.empty();
    }

    private SchemaDecision decide(TableSnapshot snapshot, ColumnBuffer rows, StructType needed) {
        StructType table = snapshot.schema();
        // What a row has no value for is nullable from then on: a batch's own schema does not tell.
        StructType allowed = rules.evolution() == SchemaEvolution.ADD_AND_WIDEN ? rows.relaxed(table) : table;
        SchemaDecision decision = SchemaChange.decide(allowed, needed, rules.evolution(), snapshot.widening());
        return decision instanceof SchemaDecision.Fits && !allowed.equals(table)
                ? new SchemaDecision.Evolve(allowed)
                : decision;
    }

    private void refit(TableSnapshot snapshot, String why) throws RecordError {
        LOG.info("Fitting {} rows to table {} again: {}", rows.rows(), table.location(), why);
        ColumnBuffer refitted = rows.refit(snapshot.tableSchema());
        PartitionSpec spec = partitionSpec(snapshot);
        SchemaDecision again =
                decide(snapshot, refitted, spec.withPartitionColumns(refitted.schema(), snapshot.schema()));
        if (again instanceof SchemaDecision.Refit still) {
            throw new LakeRefusedException("Cannot land in table " + table.location() + ": " + still.why());
        }
        if (rules.evolution() != SchemaEvolution.ADD_AND_WIDEN && !refitted.holds(snapshot.schema())) {
            throw new LakeRefusedException("Cannot land in table " + table.location()
                    + ": a column that no record's value fills is NOT NULL in it. Drop the constraint with ALTER TABLE …"
                    + " ALTER COLUMN … DROP NOT NULL, or set schema.evolution=add-and-widen.");
        }
        rows = refitted;
        encoded = Optional.empty();
    }

    private void encode(TableSnapshot snapshot, PartitionSpec spec) throws LakeUnavailableException {
        Partitioning partitioning = spec.partition(rows, snapshot.schema(), numbers);
        requireFewPartitions(partitioning.keys().size());
        StatisticsColumns statistics = FileSchema.statistics(snapshot);
        StructType fileSchema = FileSchema.of(snapshot.schema(), rows.schema(), snapshot.partitionColumns());
        try {
            List<DataFile> files = encoder.encode(table.location(), rows, partitioning, fileSchema, statistics);
            encoded = Optional.of(new Encoded(fileSchema, statistics, files));
        } catch (IOException e) {
            throw new LakeUnavailableException("Cannot write data files of table " + table.location() + ": " + e, e);
        }
    }

    private void requireFewPartitions(int partitions) {
        if (partitions > rules.maxPartitions()) {
            throw new LakeRefusedException("Cannot land in table " + table.location() + ": its " + rows.rows()
                    + " rows since the last commit are of " + partitions
                    + " partitions, and each would get a file of its own."
                    + " Partition by something with fewer values, or raise table.partitions.max="
                    + rules.maxPartitions()
                    + ".");
        }
    }

    private PartitionSpec partitionSpec(TableSnapshot snapshot) {
        PartitionSpec actual = PartitionSpec.of(snapshot.schema(), snapshot.partitionColumns());
        PartitionSpec wanted = rules.partitionSpec();
        if (wanted.columnNames().isEmpty()) {
            return actual;
        }
        return wanted.in(actual)
                .orElseThrow(
                        () -> new LakeRefusedException(
                                "Cannot land in table " + table.location() + ": it is partitioned by " + actual
                                        + ", and table.partition.by gives " + wanted
                                        + ". Leave table.partition.by out, or make it and table.partition.time.zone what the table has."));
    }

    private LandOutcome commit(TableSnapshot snapshot, List<DataFile> files)
            throws LakeUnavailableException, ConflictException {
        Map<AppId, Long> next = new HashMap<>();
        batch.ranges().forEach((appId, range) -> next.put(appId, range.next()));
        long bytes = files.stream().mapToLong(DataFile::size).sum();
        CommitDetails details = new CommitDetails(
                OffsetLog.parameters(batch.ranges(), batch.expected()),
                metrics(snapshot, files, bytes),
                true,
                batch.markersFor(snapshot.offsets()));
        Appended commit = table.append(snapshot, files, next, details);
        maintenance.after(table.location(), commit);
        return new LandOutcome.Landed(
                commit.version(), snapshot.id(), snapshot.tableSchema(), files.size(), bytes, conflicts);
    }

    private Map<String, String> metrics(TableSnapshot snapshot, List<DataFile> files, long bytes) {
        long landed =
                batch.ranges().values().stream().mapToLong(OffsetRange::rows).sum();
        return Map.of(
                "numFiles", Integer.toString(files.size()),
                "numOutputRows", Long.toString(landed),
                "numRescuedRows", Long.toString(rows.rescuedRows()),
                "numAbsentColumns",
                        Integer.toString(encoded.map(written -> FileSchema.absent(
                                        snapshot.schema(), written.schema(), snapshot.partitionColumns()))
                                .orElse(0)),
                "numOutputBytes", Long.toString(bytes));
    }

    private Optional<LandOutcome> fence(SourceOffsets offsets) {
        for (AppId appId : batch.ranges().keySet()) {
            rules.sharedSource().check(batch.name().value(), offsets, appId);
        }
        return Fence.check(table.location(), batch.ranges().keySet(), batch.expected(), offsets);
    }

    private void requireSameTable(TableSnapshot snapshot) {
        if (batch.tableId().isPresent() && !batch.tableId().get().equals(snapshot.id())) {
            throw replaced("is another table now (id " + snapshot.id() + ", was "
                    + batch.tableId().get() + ")");
        }
    }

    private LakeRefusedException replaced(String how) {
        return new LakeRefusedException(
                "Cannot land in table " + table.location() + ": it " + how
                        + ". Stop the connector before a table is dropped or replaced; restart the task to land in what is there now.");
    }
}
