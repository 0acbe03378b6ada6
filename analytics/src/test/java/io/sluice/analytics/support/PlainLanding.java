package io.sluice.analytics.support;

import io.sluice.storage.LocalLogStore;
import io.sluice.storage.ledger.CommitNote;
import io.sluice.storage.ledger.Ledger;
import io.sluice.storage.ledger.LedgerEntry;
import io.sluice.storage.ledger.LedgerFile;
import io.sluice.storage.ledger.LedgerState;
import io.sluice.storage.ledger.LedgerTxn;
import io.sluice.storage.ledger.TableShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A plain Parquet table as the connector lands it, its files written by Spark. */
public final class PlainLanding {
    /** Long before the tests' clock. */
    public static final long LONG_AGO = 900_000_000_000L;

    private final Path folder;
    private final Ledger ledger;
    private final long timestamp;

    public PlainLanding(Path folder, long timestamp) {
        Configuration conf = new Configuration();
        this.folder = folder;
        this.timestamp = timestamp;
        this.ledger = new Ledger(new LocalLogStore(conf), conf, new org.apache.hadoop.fs.Path(folder.toUri()));
    }

    public LedgerState state() {
        try {
            return ledger.load(Optional.empty()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PlainLanding create(StructType schema, String... partitionColumns) throws IOException {
        ledger.put(LedgerEntry.create(
                UUID.randomUUID().toString(),
                note("CREATE TABLE"),
                new TableShape(schema.json(), List.of(partitionColumns), Map.of("owner", "me"), timestamp)));
        return this;
    }

    public PlainLanding evolve(StructType schema) throws IOException {
        LedgerState state = state();
        ledger.put(
                LedgerEntry.change(state, note("CHANGE SCHEMA"), state.table().withSchema(schema.json())));
        return this;
    }

    /** @param directory below the table, as a path; empty for none */
    public PlainLanding land(
            Dataset<Row> rows, long next, String directory, Map<String, String> partitionValues, String stats)
            throws IOException {
        Path file = write(rows, directory);
        LedgerFile landed = new LedgerFile(
                folder.toUri().relativize(file.toUri()).toString(),
                Files.size(file),
                rows.count(),
                timestamp,
                partitionValues,
                stats);
        LedgerState state = state();
        LedgerEntry entry = LedgerEntry.append(
                state,
                note("STREAMING UPDATE"),
                List.of(landed),
                List.of(new LedgerTxn("sluice/sink/kafka/t/0", next, timestamp)));
        ledger.put(entry);
        if (Ledger.isCheckpointDue(entry.version())) {
            ledger.checkpoint(state.with(entry));
        }
        return this;
    }

    /** A file that no entry names, as a put that failed leaves one. */
    public Path write(Dataset<Row> rows, String directory) throws IOException {
        Path written = Files.createTempDirectory("rows").resolve("parquet");
        rows.coalesce(1).write().parquet(written.toString());
        Path target = Files.createDirectories(directory.isEmpty() ? folder : folder.resolve(directory));
        try (Stream<Path> files = Files.list(written)) {
            Path part = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            return Files.move(part, target.resolve(part.getFileName()));
        }
    }

    /** The last entry of a promotion, with nothing after it. */
    public PlainLanding endForDelta() throws IOException {
        ledger.put(LedgerEntry.promote(state(), note("PROMOTE"), "delta"));
        return this;
    }

    private CommitNote note(String operation) {
        return new CommitNote(UUID.randomUUID().toString(), timestamp, "test", operation, Map.of(), Map.of());
    }
}
