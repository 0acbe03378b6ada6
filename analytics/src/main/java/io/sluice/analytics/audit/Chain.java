package io.sluice.analytics.audit;

import io.sluice.analytics.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One partition's landings in the order of the log: each starts where the one before it ended, and each commit's {@code txn} version is
 * the end of what it recorded.
 */
final class Chain {
    private final List<LandedRange> ranges = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private OptionalLong end = OptionalLong.empty();
    private long passedOver;
    private boolean beganAnew;

    Chain() {}

    /** The chain of every partition that the log names, in one pass. */
    static Map<SourcePartition, Chain> all(TableLog log) {
        Map<SourcePartition, Chain> chains = new HashMap<>();
        for (Commit commit : log.commits()) {
            Set<SourcePartition> landed = new HashSet<>();
            for (LandedRange range : commit.ranges()) {
                chain(chains, range.partition()).append(range);
                landed.add(range.partition());
            }
            landed.forEach(partition ->
                    chains.get(partition).checkTxn(commit, commit.txns().get(partition)));
            commit.txns().forEach((partition, next) -> {
                if (!landed.contains(partition)) {
                    chain(chains, partition).move(commit, next, commit.gaps().get(partition));
                }
            });
        }
        log.txns().keySet().forEach(partition -> chain(chains, partition));
        return chains;
    }

    private static Chain chain(Map<SourcePartition, Chain> chains, SourcePartition partition) {
        return chains.computeIfAbsent(partition, any -> new Chain());
    }

    List<LandedRange> ranges() {
        return ranges;
    }

    List<LandedRange> inOffsetOrder() {
        return ranges.stream()
                .sorted(Comparator.comparingLong(LandedRange::start))
                .toList();
    }

    List<Finding> findings() {
        return findings;
    }

    /** First offset of which the log is a witness. */
    OptionalLong from() {
        return ranges.stream().mapToLong(LandedRange::start).min();
    }

    /** End of what the log recorded, or empty when it recorded nothing or was reset. */
    OptionalLong end() {
        return end;
    }

    private void append(LandedRange range) {
        checkCounts(range);
        if (end.isPresent() && range.start() > end.getAsLong()) {
            find(
                    Kind.HOLE,
                    "version %d starts at %d, but the landing before it ended at %d: offsets %s are in no commit",
                    range.version(),
                    range.start(),
                    end.getAsLong(),
                    new OffsetRun(end.getAsLong(), range.start()));
        }
        if (end.isPresent() && range.start() < end.getAsLong()) {
            find(
                    Kind.OVERLAP,
                    "version %d starts at %d, but the landing before it ended at %d: offsets %s were landed again",
                    range.version(),
                    range.start(),
                    end.getAsLong(),
                    new OffsetRun(range.start(), Math.min(range.next(), end.getAsLong())));
        }
        ranges.add(range);
        end = OptionalLong.of(range.next());
    }

    private void checkCounts(LandedRange range) {
        if (range.unexplained() < 0 || range.rows() < 0 || range.start() < 0) {
            find(
                    Kind.RECORD,
                    "version %d recorded %d rows, %d dropped or dead-lettered, in %d offsets from %d on",
                    range.version(),
                    range.rows(),
                    range.explained(),
                    range.next() - range.start(),
                    range.start());
        }
    }

    private void checkTxn(Commit commit, Long txn) {
        if (txn == null) {
            find(Kind.TXN, "%s recorded offsets up to %d, but holds no txn for them", commit, end.getAsLong());
        } else if (txn != end.getAsLong()) {
            find(Kind.TXN, "%s recorded offsets up to %d, but its txn says %d", commit, end.getAsLong(), txn);
        }
    }

    private void move(Commit commit, long txn, String gap) {
        OptionalLong target = txn < 0 ? OptionalLong.empty() : OptionalLong.of(txn);
        if (end.isPresent() && !end.equals(target)) {
            if (gap == null) {
                find(
                        Kind.RESET,
                        "the next offset was set from %d to %s by %s",
                        end.getAsLong(),
                        txn < 0 ? "none" : txn,
                        commit);
            } else {
                pass(commit, end.getAsLong(), txn, gap);
            }
        }
        end = target;
    }

    private void pass(Commit commit, long from, long to, String cause) {
        if (to > from) {
            passedOver += to - from;
            find(
                    Kind.GAP,
                    "offsets %s were not in Kafka any more (%s), and offset.gap passed over them at version %d",
                    new OffsetRun(from, to),
                    cause,
                    commit.version());
        } else {
            beganAnew = true;
            find(
                    Kind.GAP,
                    "the topic began anew (%s): the next offset went from %d to %s at version %d, and offsets below come again",
                    cause,
                    from,
                    to < 0 ? "none" : to,
                    commit.version());
        }
    }

    /** Offsets that a recorded gap passed over. */
    long passedOver() {
        return passedOver;
    }

    /** Whether the topic began anew, so that an offset may rightly have a row of each. */
    boolean beganAnew() {
        return beganAnew;
    }

    private void find(Kind kind, String text, Object... values) {
        findings.add(new Finding(kind, String.format(Locale.ROOT, text, values)));
    }
}
