package io.sluice.storage.ledger;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data file of the table. Path, partition values and statistics are what Delta's {@code add} action has of them (PROTOCOL.md, "Add File
 * and Remove File"), so that a table becomes a Delta table with nothing read again.
 *
 * @param path relative to the table, URI-encoded
 * @param size in bytes
 * @param modificationTime in milliseconds since 1970-01-01 UTC
 * @param partitionValues by partition column, serialised; null for null
 * @param stats JSON of Delta's "Per-file Statistics"; null when there are none
 */
public record LedgerFile(
        String path, long size, long rows, long modificationTime, Map<String, String> partitionValues, String stats) {
    public LedgerFile {
        requireNonNull(path, "path is null");
        // A copy that may hold nulls.
        partitionValues =
                partitionValues == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(partitionValues));
    }
}
