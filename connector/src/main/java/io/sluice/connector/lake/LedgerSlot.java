package io.sluice.connector.lake;

import io.sluice.storage.ledger.Ledger;
import io.sluice.storage.ledger.LedgerEntry;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;

/** An entry of a plain Parquet table's ledger, through its log store. */
record LedgerSlot(Ledger ledger, LedgerEntry entry) implements VersionSlot {
    @Override
    public void put() throws IOException {
        try {
            ledger.put(entry);
        } catch (FSError e) {
            throw new IOException("Cannot put version " + entry.version() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> txnId() throws IOException {
        return ledger.txnId(entry.version());
    }
}
