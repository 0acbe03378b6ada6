package io.sluice.analytics.promote;

import io.sluice.analytics.catalog.PlainTable;
import io.sluice.analytics.error.JobException;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.output.ResultTable;
import io.sluice.storage.ledger.CommitNote;
import io.sluice.storage.ledger.LedgerEntry;
import io.sluice.storage.ledger.LedgerFile;
import io.sluice.storage.ledger.LedgerState;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;

/**
 * Ends the ledger by an entry of its own, and writes what it holds as version 0 of a Delta log. Both are put-if-absent.
 *
 * <p>The entry fences: a connector that puts after it meets a version that is taken, reads it, and is refused with what to set; what a
 * connector put before it is in the state that is promoted. Crash windows: between the two, the table is read by its ledger and nobody lands
 * in it; the command, run again, goes on where it was. After the second, all is done. No file is copied, read or changed.
 *
 * @param idle a ledger whose newest entry is younger is taken for one in which a connector lands
 */
record PromoteJob(String table, Duration idle) implements Job {
    private static final String FORMAT = "delta";

    @Override
    public String description() {
        return "promotion of " + table;
    }

    @Override
    public Outcome run(JobContext context) throws IOException {
        Path location = context.lake().location(table);
        PlainTable plain =
                new PlainTable(location, context.spark().sessionState().newHadoopConf());
        LedgerState found = plain.state().orElseThrow(() -> noLedger(context));
        LedgerState ended = found.promoted().isPresent() ? found : end(plain, found, context);
        List<LedgerFile> files = plain.files(ended);
        if (plain.hasDeltaLog()) {
            context.progress().line("the Delta log is there already");
        } else {
            context.progress()
                    .line("version " + ended.version() + " ended the ledger; writing the Delta log of " + files.size()
                            + " files");
            write(plain, new DeltaActions(ended, files, "Sluice analytics"));
        }
        report(context, plain, ended, files);
        return new Outcome.Done();
    }

    private JobException noLedger(JobContext context) {
        context.lake().require(table);
        return new JobException(
                "Cannot promote table " + table,
                "it is a Delta table and never had a ledger",
                "There is nothing to do");
    }

    private LedgerState end(PlainTable plain, LedgerState found, JobContext context) throws IOException {
        Duration age = Duration.ofMillis(context.clock().millis() - found.timestamp());
        if (age.compareTo(idle) < 0) {
            throw racing("something landed " + age.toSeconds() + " s ago, so a connector seems to run");
        }
        CommitNote note = new CommitNote(
                UUID.randomUUID().toString(),
                context.clock().millis(),
                "Sluice analytics",
                "PROMOTE",
                Map.of(),
                Map.of());
        LedgerEntry last = LedgerEntry.promote(found, note, FORMAT);
        try {
            plain.ledger().put(last);
        } catch (IOException e) {
            // A client that lost the answer of its put is refused by its own object.
            Optional<String> owner = plain.ledger().txnId(last.version());
            if (owner.isEmpty()) {
                throw e;
            }
            if (!owner.get().equals(note.txnId())) {
                return anothers(plain);
            }
        }
        return found.with(last);
    }

    private LedgerState anothers(PlainTable plain) {
        return plain.state()
                .filter(now -> now.promoted().isPresent())
                .orElseThrow(() -> racing("a connector landed at this very moment"));
    }

    private JobException racing(String why) {
        return new JobException(
                "Cannot promote table " + table,
                why,
                "Stop the connector, run this again (--idle 0s does not wait), and start the connector with lake.format=delta");
    }

    private static void write(PlainTable plain, DeltaActions actions) throws IOException {
        Path log = plain.deltaLog();
        log.getFileSystem(plain.configuration()).mkdirs(log);
        Path first = new Path(log, "00000000000000000000.json");
        try {
            plain.store().write(first, actions.lines(), false, plain.configuration());
        } catch (FileAlreadyExistsException same) {
            // Another run of this command was quicker: it wrote the same.
            return;
        }
    }

    private void report(JobContext context, PlainTable plain, LedgerState ended, List<LedgerFile> files) {
        Snapshot snapshot = DeltaLog.forTableWithSnapshot(
                        context.spark(), plain.location().toString())
                ._2();
        if (!snapshot.metadata().id().equals(ended.tableId())) {
            throw new JobException(
                    "Cannot promote table " + table,
                    "its Delta log is of another table (id "
                            + snapshot.metadata().id() + ", the ledger's is " + ended.tableId() + ")",
                    "Find out which of the two is meant, and move the folder of the other one away");
        }
        context.results()
                .print(new ResultTable(
                        "",
                        List.of("table", "ledger_version", "delta_version", "files", "rows", "bytes", "offsets"),
                        List.of(List.of(
                                table,
                                ended.version(),
                                snapshot.version(),
                                files.size(),
                                files.stream().mapToLong(LedgerFile::rows).sum(),
                                files.stream().mapToLong(LedgerFile::size).sum(),
                                ended.txns().size()))));
    }
}
