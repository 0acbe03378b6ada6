package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.offset.TxnMarker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets in one snapshot of a table: version of each {@code txn} of ours, by appId. Immutable.
 *
 * <p>A version of -1 is a reset and reads as none.
 *
 * @param markers which topics of which clusters the offsets are of, where somebody could tell
 * @param routings under which settings records were sent to tables, in a ledger
 */
public record SourceOffsets(
        Map<AppId, Long> versions, Map<TopicMarker, Long> markers, Map<RoutingMarker, Long> routings) {
    static final SourceOffsets NONE = new SourceOffsets(Map.of());

    public SourceOffsets {
        versions = Map.copyOf(versions);
        markers = Map.copyOf(markers);
        routings = Map.copyOf(routings);
    }

    public SourceOffsets(Map<AppId, Long> versions) {
        this(versions, Map.of(), Map.of());
    }

    /** Next offset to land, or empty when the table holds none for this partition. */
    public OptionalLong next(AppId appId) {
        long version = versions.getOrDefault(appId, -1L);
        return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Offsets of all partitions of one's topic, resets left out. */
    public Map<AppId, Long> ofTopic(AppId one) {
        Map<AppId, Long> held = new HashMap<>(versions);
        held.entrySet()
                .removeIf(entry -> entry.getValue() < 0
                        || !entry.getKey().namespace().equals(one.namespace())
                        || !entry.getKey().source().equals(one.source())
                        || !entry.getKey()
                                .partition()
                                .topic()
                                .equals(one.partition().topic()));
        return held;
    }

    /** The marker that holds for a partition's topic. */
    public Optional<TopicMarker> marker(AppId appId) {
        return markers.entrySet().stream()
                .filter(entry -> entry.getValue() >= 0 && entry.getKey().isOf(appId))
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** Version of the marker that would hold after all that the topic has had. */
    public long nextGeneration(AppId appId) {
        long highest = markers.entrySet().stream()
                .filter(entry -> entry.getKey().isOf(appId))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
        return Math.max(0, highest) + 1;
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

    /** The routing that holds for a connector's records: the last one of its changes. */
    Optional<Map.Entry<RoutingMarker, Long>> routing(RoutingMarker any) {
        return routings.entrySet().stream()
                .filter(entry -> entry.getKey().isOfSame(any))
                .max(Map.Entry.comparingByValue());
    }

    /** What they are after a commit of these. */
    SourceOffsets with(Map<AppId, Long> newer, Map<? extends TxnMarker, Long> newerMarkers) {
        Map<TopicMarker, Long> topics = new HashMap<>();
        Map<RoutingMarker, Long> sent = new HashMap<>();
        newerMarkers.forEach((marker, version) -> {
            if (marker instanceof TopicMarker topic) {
                topics.put(topic, version);
            } else if (marker instanceof RoutingMarker routing) {
                sent.put(routing, version);
            }
        });
        return with(newer, topics, sent);
    }

    SourceOffsets with(
            Map<AppId, Long> newer, Map<TopicMarker, Long> newerMarkers, Map<RoutingMarker, Long> newerRoutings) {
        Map<AppId, Long> merged = new HashMap<>(versions);
        merged.putAll(newer);
        Map<TopicMarker, Long> mergedMarkers = new HashMap<>(markers);
        mergedMarkers.putAll(newerMarkers);
        Map<RoutingMarker, Long> mergedRoutings = new HashMap<>(routings);
        mergedRoutings.putAll(newerRoutings);
        return new SourceOffsets(merged, mergedMarkers, mergedRoutings);
    }
}
