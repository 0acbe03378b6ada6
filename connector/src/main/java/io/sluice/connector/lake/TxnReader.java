package io.sluice.connector.lake;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.replay.ActionsIterator;
import io.delta.kernel.internal.replay.LogReplay;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.FileStatus;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.offset.TopicMarker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
                after(knownVersion, snapshot.getLogSegment()),
                LogReplay.SET_TRANSACTION_READ_SCHEMA,
                Optional.empty())) {
            while (actions.hasNext()) {
                collect(actions.next().getColumnarBatch().getColumnVector(0), newer, markers, routings);
            }
        }
        return known.with(newer, markers, routings);
    }

    /** Newest first: the commits after a version or, when the last checkpoint is newer than that, the checkpoint too. */
    private static List<FileStatus> after(long version, LogSegment log) {
        if (version < log.getCheckpointVersionOpt().orElse(-1L)) {
            return log.allLogFilesReversed();
        }
        List<FileStatus> commits = new ArrayList<>();
        for (FileStatus commit : log.getDeltas()) {
            if (FileNames.deltaVersion(commit.getPath()) > version) {
                commits.add(commit);
            }
        }
        Collections.reverse(commits);
        return commits;
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
