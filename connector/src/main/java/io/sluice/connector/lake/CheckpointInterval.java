package io.sluice.connector.lake;

import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;

/**
 * How many commits a Delta table's log has after a checkpoint before the next one is worth its cost. A checkpoint is written as a whole, so that
 * its cost grows with the table, while what it saves is to read the commits since the last one. So the interval grows with the log: from
 * Delta's default of ten to a tenth of what it holds, and to a hundred commits at most, since a task that starts reads them one by one.
 * Where {@code delta.checkpointInterval} is set, it holds.
 */
final class CheckpointInterval {
    private static final int LEAST = 10;
    private static final int MOST = 100;
    private static final int SHARE = 10;

    private CheckpointInterval() {}

    /** In commits, from the checkpoint on that the snapshot is read from. */
    static long of(SnapshotImpl snapshot) {
        return after(startOf(snapshot), snapshot);
    }

    /** Whether a checkpoint is due that Kernel asks for: of each version that the table's property, or Delta's default of ten, divides. */
    static boolean isDue(SnapshotImpl snapshot) {
        return isDue(snapshot, startOf(snapshot));
    }

    /** @param last version of the last checkpoint */
    static boolean isDue(SnapshotImpl snapshot, long last) {
        long commits = snapshot.getVersion() - last;
        return isSet(snapshot) ? commits > 0 : commits >= after(last, snapshot);
    }

    private static long after(long checkpoint, SnapshotImpl snapshot) {
        return isSet(snapshot)
                ? TableConfig.CHECKPOINT_INTERVAL.fromMetadata(snapshot.getMetadata())
                : Math.min(MOST, Math.max(LEAST, checkpoint / SHARE));
    }

    private static boolean isSet(SnapshotImpl snapshot) {
        return snapshot.getMetadata().getConfiguration().containsKey(TableConfig.CHECKPOINT_INTERVAL.getKey());
    }

    private static long startOf(SnapshotImpl snapshot) {
        return snapshot.getLogSegment().getCheckpointVersionOpt().orElse(0L);
    }
}
