package io.sluice.storage.ledger;

import static java.util.Objects.requireNonNull;

/**
 * An offset, or a marker beside the offsets: what Delta's {@code txn} action is (PROTOCOL.md, "Transaction Identifiers").
 *
 * @param lastUpdated in milliseconds since 1970-01-01 UTC
 */
public record LedgerTxn(String appId, long version, long lastUpdated) {
    public LedgerTxn {
        requireNonNull(appId, "appId is null");
    }
}
