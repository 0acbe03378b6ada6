package io.sluice.connector.partition;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.expressions.Literal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One partition of a table.
 *
 * @param values by partition column, in the table's spelling and the spec's order; a typed null literal for null
 * @param directory relative to the table, as a file system names it (not URI-encoded), without slash at either end; empty for a table
 *     without partitions. Delta reads {@code partitionValues}, never this
 */
public record PartitionKey(Map<String, Literal> values, String directory) {
    public PartitionKey {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        requireNonNull(directory, "directory is null");
    }

    /** Kernel's literals compare by value and hash by identity, so the directory alone hashes. */
    @Override
    public int hashCode() {
        return directory.hashCode();
    }
}
