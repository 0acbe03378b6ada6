package io.sluice.connector.lake;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.replay.ActionWrapper;
import io.delta.kernel.internal.replay.ActionsIterator;
import io.delta.kernel.internal.replay.LogReplay;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.offset.TopicMarker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads every {@code txn} of ours in one pass over the log. Kernel's own {@code getLatestTransactionVersion} replays the log once for each
 * appId, which for 200 new partitions takes seconds.
 */
final class TxnReader {
    private final Engine engine;

    TxnReader(Engine engine) {
        this.engine = engine;
    }

    /**
     * The offsets at a snapshot, given those at an earlier version of the same table.
     *
     * @param knownVersion version of {@code known}; -1 reads the whole log
     */
    SourceOffsets read(SnapshotImpl snapshot, long knownVersion, SourceOffsets known) throws IOException {
        if (snapshot.getVersion() == knownVersion) {
            return known;
        }
        Map<AppId, Long> newer = new HashMap<>();
        Map<TopicMarker, Long> markers = new HashMap<>();
        Map<RoutingMarker, Long> routings = new HashMap<>();
        try (ActionsIterator actions = new ActionsIterator(
                engine,
                snapshot.getLogSegment().allLogFilesReversed(),
                LogReplay.SET_TRANSACTION_READ_SCHEMA,
                Optional.empty())) {
            while (actions.hasNext()) {
                ActionWrapper batch = actions.next();
                if (batch.getVersion() <= knownVersion) {
                    break;
                }
                collect(batch.getColumnarBatch().getColumnVector(0), newer, markers, routings);
            }
        }
        return known.with(newer, markers, routings);
    }

    /** Newest first, so the first version seen of an appId is the one that holds. */
    private static void collect(
            ColumnVector txns,
            Map<AppId, Long> newer,
            Map<TopicMarker, Long> markers,
            Map<RoutingMarker, Long> routings) {
        for (int row = 0; row < txns.getSize(); row++) {
            if (!txns.isNullAt(row)) {
                SetTransaction txn = SetTransaction.fromColumnVector(txns, row);
                AppId.parse(txn.getAppId()).ifPresent(appId -> newer.putIfAbsent(appId, txn.getVersion()));
                TopicMarker.parse(txn.getAppId()).ifPresent(marker -> markers.putIfAbsent(marker, txn.getVersion()));
                RoutingMarker.parse(txn.getAppId())
                        .ifPresent(routing -> routings.putIfAbsent(routing, txn.getVersion()));
            }
        }
    }
}
