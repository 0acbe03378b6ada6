package io.sluice.connector.lake;

import io.sluice.connector.offset.TxnMarker;
import java.util.Map;

/**
 * What a commit says beyond its files and offsets.
 *
 * @param operationParameters added to Kernel's in {@code commitInfo}
 * @param blindAppend the commit only adds files and read none, so that it does not conflict with a concurrent MERGE or DELETE under
 *     WriteSerializable; Kernel always says false
 * @param markers {@code txn} rows beside the offsets
 */
public record CommitDetails(
        Map<String, String> operationParameters,
        Map<String, String> operationMetrics,
        boolean blindAppend,
        Map<? extends TxnMarker, Long> markers) {
    public CommitDetails {
        operationParameters = Map.copyOf(operationParameters);
        operationMetrics = Map.copyOf(operationMetrics);
        markers = Map.copyOf(markers);
    }

    CommitDetails(Map<String, String> operationParameters, Map<String, String> operationMetrics, boolean blindAppend) {
        this(operationParameters, operationMetrics, blindAppend, Map.of());
    }

    static CommitDetails none() {
        return new CommitDetails(Map.of(), Map.of(), false);
    }
}
