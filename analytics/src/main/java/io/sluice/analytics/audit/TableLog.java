package io.sluice.analytics.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The log of a table up to one version.
 *
 * @param version what was audited
 * @param commits unbroken up to {@code version}, oldest first; log clean-up may have taken the oldest
 * @param txns next offset by partition in the snapshot of {@code version}: checkpoints keep these when the commits have gone
 */
record TableLog(long version, List<Commit> commits, Map<SourcePartition, Long> txns) {
    TableLog {
        commits = List.copyOf(commits);
        txns = Map.copyOf(txns);
    }

    /** Whether every commit since the table's creation is there. */
    boolean complete() {
        return !commits.isEmpty() && commits.get(0).version() == 0;
    }

    /** Oldest version whose commit is still there. */
    Optional<Long> from() {
        return commits.isEmpty() ? Optional.empty() : Optional.of(commits.get(0).version());
    }

    /** Everyone who landed offsets here, as far as the log remembers. */
    Set<SourcePartition> partitions() {
        Set<SourcePartition> all = new TreeSet<>(txns.keySet());
        for (Commit commit : commits) {
            all.addAll(commit.txns().keySet());
            commit.ranges().forEach(range -> all.add(range.partition()));
        }
        return all;
    }
}
