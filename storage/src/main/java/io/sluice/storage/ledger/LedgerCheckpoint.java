package io.sluice.storage.ledger;

/**
 * First line of a checkpoint; a line for each file of the entries that it covers follows. Who wants offsets reads one line.
 *
 * @param ledger version of the format
 * @param from the first entry that it covers; {@code state.version()} is the last
 * @param files how many lines follow
 */
record LedgerCheckpoint(int ledger, long from, long files, LedgerState state) {}
