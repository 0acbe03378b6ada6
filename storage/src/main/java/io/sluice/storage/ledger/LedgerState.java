package io.sluice.storage.ledger;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the entries up to a version add up to, but for the list of files.
 *
 * @param txnId of the entry that made this version
 * @param timestamp of that entry
 * @param txns the last of each appId
 * @param promotedTo see {@link LedgerEntry}
 */
public record LedgerState(
        long version,
        String tableId,
        String txnId,
        long timestamp,
        TableShape table,
        Map<String, LedgerTxn> txns,
        String promotedTo) {
    public LedgerState {
        requireNonNull(tableId, "tableId is null");
        requireNonNull(txnId, "txnId is null");
        requireNonNull(table, "table is null");
        txns = txns == null ? Map.of() : Map.copyOf(txns);
    }

    static LedgerState of(LedgerEntry created) {
        return of(created, created.table(), new HashMap<>());
    }

    /** The state after the next entry. */
    public LedgerState with(LedgerEntry next) {
        return of(next, next.table() == null ? table : next.table(), new HashMap<>(txns));
    }

    private static LedgerState of(LedgerEntry entry, TableShape table, Map<String, LedgerTxn> txns) {
        entry.txns().forEach(txn -> txns.put(txn.appId(), txn));
        return new LedgerState(
                entry.version(),
                entry.tableId(),
                entry.commitInfo().txnId(),
                entry.commitInfo().timestamp(),
                table,
                txns,
                entry.promotedTo());
    }

    /** The format that goes on with the table, when that is no longer this one. */
    public Optional<String> promoted() {
        return Optional.ofNullable(promotedTo);
    }
}
