package io.sluice.storage.ledger;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Who made an entry, and why: Delta's {@code commitInfo}.
 *
 * @param txnId of this put alone; whoever reads it back knows whose the entry is
 * @param timestamp in milliseconds since 1970-01-01 UTC, by the writer's clock
 */
public record CommitNote(
        String txnId,
        long timestamp,
        String engineInfo,
        String operation,
        Map<String, String> operationParameters,
        Map<String, String> operationMetrics) {
    public CommitNote {
        requireNonNull(txnId, "txnId is null");
        operationParameters = operationParameters == null ? Map.of() : Map.copyOf(operationParameters);
        operationMetrics = operationMetrics == null ? Map.of() : Map.copyOf(operationMetrics);
    }
}
