package io.sluice.connector.lake;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.replay.ActionsIterator;
import io.delta.kernel.internal.replay.LogReplay;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
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
    /** Of each kind of action that changes more of a snapshot than files and offsets, one field that every such action has. */
    private static final StructType FOLLOWED = LogReplay.SET_TRANSACTION_READ_SCHEMA
            .add("metaData", new StructType().add("id", StringType.STRING))
            .add("protocol", new StructType().add("minReaderVersion", IntegerType.INTEGER))
            .add("domainMetadata", new StructType().add("domain", StringType.STRING));

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
        Newer newer = new Newer();
        try (ActionsIterator actions = new ActionsIterator(
                engine,
                after(knownVersion, snapshot.getLogSegment()),
                LogReplay.SET_TRANSACTION_READ_SCHEMA,
                Optional.empty())) {
            while (actions.hasNext()) {
                newer.add(actions.next().getColumnarBatch().getColumnVector(0));
            }
        }
        return newer.after(known);
    }

    /**
     * The offsets after commits.
     *
     * @param commits oldest first, all that follow {@code known}
     * @return empty when one of them changes more than files and offsets: schema, properties, protocol or a domain's metadata
     */
    Optional<SourceOffsets> follow(List<FileStatus> commits, SourceOffsets known) throws IOException {
        List<FileStatus> newestFirst = new ArrayList<>(commits);
        Collections.reverse(newestFirst);
        Newer newer = new Newer();
        try (ActionsIterator actions = new ActionsIterator(engine, newestFirst, FOLLOWED, Optional.empty())) {
            while (actions.hasNext()) {
                ColumnarBatch batch = actions.next().getColumnarBatch();
                newer.add(batch.getColumnVector(0));
                for (int column = 1; column < FOLLOWED.length(); column++) {
                    if (hasValue(batch.getColumnVector(column))) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(newer.after(known));
    }

    private static boolean hasValue(ColumnVector actions) {
        for (int row = 0; row < actions.getSize(); row++) {
            if (!actions.isNullAt(row)) {
                return true;
            }
        }
        return false;
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

    /** What commits say that are read newest first: the first version seen of an appId is the one that holds. */
    private static final class Newer {
        private final Map<AppId, Long> versions = new HashMap<>();
        private final Map<TopicMarker, Long> markers = new HashMap<>();
        private final Map<RoutingMarker, Long> routings = new HashMap<>();

        void add(ColumnVector txns) {
            for (int row = 0; row < txns.getSize(); row++) {
                if (!txns.isNullAt(row)) {
                    SetTransaction txn = SetTransaction.fromColumnVector(txns, row);
                    long version = txn.getVersion();
                    AppId.parse(txn.getAppId()).ifPresent(appId -> versions.putIfAbsent(appId, version));
                    TopicMarker.parse(txn.getAppId()).ifPresent(marker -> markers.putIfAbsent(marker, version));
                    RoutingMarker.parse(txn.getAppId()).ifPresent(routing -> routings.putIfAbsent(routing, version));
                }
            }
        }

        SourceOffsets after(SourceOffsets known) {
            return known.with(versions, markers, routings);
        }
    }
}
