package io.sluice.connector.lake;

import java.util.Map;

/**
 * What a commit's {@code commitInfo} says beyond what Kernel writes.
 *
 * @param blindAppend the commit only adds files and read none, so that it does not conflict with a concurrent MERGE or DELETE under
 *     WriteSerializable; Kernel always says false
 */
public record CommitDetails(
        Map<String, String> operationParameters, Map<String, String> operationMetrics, boolean blindAppend) {
    public CommitDetails {
        operationParameters = Map.copyOf(operationParameters);
        operationMetrics = Map.copyOf(operationMetrics);
    }

    static CommitDetails none() {
        return new CommitDetails(Map.of(), Map.of(), false);
    }
}
