package io.sluice.connector.lake;

import static java.util.Objects.requireNonNull;

import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.offset.TopicMarker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one interval makes of a ledger.
 *
 * @param routing under which the interval's records were sent to tables
 * @param expected what the task believes the ledger's offsets to be; empty for none
 * @param starts of partitions that it does not hold yet: put before any table's commit, so that a table that is ahead is never taken for the
 *     only one
 * @param next where partitions stand once every table of the interval is committed
 * @param dropped records that belong to no table, by cause
 * @param markers which topics the offsets are of, where Kafka could be asked
 */
public record LedgerBatch(
        RoutingMarker routing,
        Map<AppId, OptionalLong> expected,
        Map<AppId, Long> starts,
        Map<AppId, Long> next,
        Map<AppId, Map<String, Long>> dropped,
        Set<TopicMarker> markers) {
    public LedgerBatch {
        requireNonNull(routing, "routing is null");
        expected = Map.copyOf(expected);
        starts = Map.copyOf(starts);
        next = Map.copyOf(next);
        dropped = Map.copyOf(dropped);
        markers = Set.copyOf(markers);
        if (!expected.keySet().containsAll(starts.keySet())
                || !expected.keySet().containsAll(next.keySet())) {
            throw new IllegalArgumentException(
                    "An offset of " + starts + " or " + next + " has no expected one in " + expected);
        }
    }

    Set<AppId> moved() {
        Set<AppId> moved = new HashSet<>(starts.keySet());
        moved.addAll(next.keySet());
        return moved;
    }

    /** What the ledger holds once the starts are put. */
    Map<AppId, OptionalLong> expectedAfterStarts() {
        Map<AppId, OptionalLong> after = new HashMap<>(expected);
        starts.forEach((appId, start) -> after.put(appId, OptionalLong.of(start)));
        return after;
    }
}
