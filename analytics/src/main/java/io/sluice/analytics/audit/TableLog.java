package io.sluice.analytics.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The log of a table up to one version.
 *
 * @param version what was audited
 * @param commits unbroken up to {@code version}, oldest first; log clean-up may have taken the oldest
 * @param txns next offset by partition in the snapshot of {@code version}: checkpoints keep these when the commits have gone
 * @param replayed dead letters that the command replay has put back as rows; checkpoints keep what names them, too
 */
record TableLog(
        long version, List<Commit> commits, Map<SourcePartition, Long> txns, Map<TopicPartition, OffsetSet> replayed) {
    TableLog {
        commits = List.copyOf(commits);
        txns = Map.copyOf(txns);
        replayed = Map.copyOf(replayed);
    }

    TableLog(long version, List<Commit> commits, Map<SourcePartition, Long> txns) {
        this(version, commits, txns, Map.of());
    }

    /** Whether every commit since the table's creation is there. */
    boolean complete() {
        return !commits.isEmpty() && commits.get(0).version() == 0;
    }

    /** Oldest version whose commit is still there. */
    Optional<Long> from() {
        return commits.isEmpty() ? Optional.empty() : Optional.of(commits.get(0).version());
    }

    /** The commit of a version that is there. */
    Commit commit(long version) {
        return commits.get(Math.toIntExact(version - commits.get(0).version()));
    }
}
