package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets in one snapshot of a table: version of each {@code txn} of ours, by appId. Immutable.
 *
 * <p>A version of -1 is a reset and reads as none.
 */
public record SourceOffsets(Map<AppId, Long> versions) {
    static final SourceOffsets NONE = new SourceOffsets(Map.of());

    public SourceOffsets {
        versions = Map.copyOf(versions);
    }

    /** Next offset to land, or empty when the table holds none for this partition. */
    public OptionalLong next(AppId appId) {
        long version = versions.getOrDefault(appId, -1L);
        return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Another namespace that landed this topic of this source here, if any. */
    public Optional<String> foreignNamespace(AppId own) {
        TopicPartition partition = own.partition();
        return versions.entrySet().stream()
                .filter(entry -> entry.getValue() >= 0)
                .map(Map.Entry::getKey)
                .filter(other -> other.source().equals(own.source())
                        && other.partition().topic().equals(partition.topic())
                        && !other.namespace().equals(own.namespace()))
                .map(AppId::namespace)
                .sorted()
                .findFirst();
    }

    SourceOffsets with(Map<AppId, Long> newer) {
        Map<AppId, Long> merged = new HashMap<>(versions);
        merged.putAll(newer);
        return new SourceOffsets(merged);
    }
}
