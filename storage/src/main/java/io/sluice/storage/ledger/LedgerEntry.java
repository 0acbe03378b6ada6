package io.sluice.storage.ledger;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One version of a table's ledger. Files are only ever added.
 *
 * @param ledger version of this format
 * @param version of the table, from 0, which makes it
 * @param tableId another one at the same path is another table
 * @param table what the table is from now on; null where that stays as it was
 * @param promotedTo the format that goes on with the table, so that this is the last entry; else null
 */
public record LedgerEntry(
        int ledger,
        long version,
        String tableId,
        CommitNote commitInfo,
        TableShape table,
        List<LedgerFile> files,
        List<LedgerTxn> txns,
        String promotedTo) {
    /** The one that is written. */
    public static final int FORMAT = 1;

    public LedgerEntry {
        requireNonNull(tableId, "tableId is null");
        requireNonNull(commitInfo, "commitInfo is null");
        files = files == null ? List.of() : List.copyOf(files);
        txns = txns == null ? List.of() : List.copyOf(txns);
        if (version == 0 && table == null) {
            throw new IllegalArgumentException("Version 0 does not say what the table is");
        }
    }

    /** Makes a table. */
    public static LedgerEntry create(String tableId, CommitNote commitInfo, TableShape table) {
        return new LedgerEntry(FORMAT, 0, tableId, commitInfo, table, List.of(), List.of(), null);
    }

    /** Changes what a table is. */
    public static LedgerEntry change(LedgerState from, CommitNote commitInfo, TableShape table) {
        return new LedgerEntry(
                FORMAT, from.version() + 1, from.tableId(), commitInfo, table, List.of(), List.of(), null);
    }

    /** Adds files, and the offsets that they cover. */
    public static LedgerEntry append(
            LedgerState from, CommitNote commitInfo, List<LedgerFile> files, List<LedgerTxn> txns) {
        return new LedgerEntry(FORMAT, from.version() + 1, from.tableId(), commitInfo, null, files, txns, null);
    }

    /** Ends the ledger: no writer that honours it can commit after this entry. */
    public static LedgerEntry promote(LedgerState from, CommitNote commitInfo, String format) {
        return new LedgerEntry(
                FORMAT, from.version() + 1, from.tableId(), commitInfo, null, List.of(), List.of(), format);
    }
}
