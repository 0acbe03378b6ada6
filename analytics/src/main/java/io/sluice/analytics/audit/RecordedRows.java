package io.sluice.analytics.audit;

import io.sluice.analytics.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows that each commit recorded, against the rows that are there.
 *
 * @param removed rows that landed and that a later operation removed
 * @param lost rows that were recorded and that nothing explains
 */
record RecordedRows(long removed, long lost, List<Finding> findings) {
    static final RecordedRows NONE = new RecordedRows(0, 0, List.of());

    static RecordedRows check(SourcePartition partition, List<LandedRange> ranges, Witnesses witnesses) {
        Check check = new Check(partition, ranges, witnesses);
        ranges.forEach(check::range);
        return check.result();
    }

    private static final class Check {
        private final SourcePartition partition;
        private final List<LandedRange> ranges;
        private final Witnesses witnesses;
        private final OffsetSet rows;
        private final OffsetSet replayed;
        private final Map<Commit, Long> takenBy = new LinkedHashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private long unseen;
        private long lost;

        Check(SourcePartition partition, List<LandedRange> ranges, Witnesses witnesses) {
            this.partition = partition;
            this.ranges = ranges;
            this.witnesses = witnesses;
            this.rows = witnesses.rows(partition.topicPartition());
            this.replayed = witnesses.replayed(partition.topicPartition());
        }

        void range(LandedRange range) {
            long there = rows.distinct(range.start(), range.next());
            long back = replayed.distinct(range.start(), range.next());
            // What was put back beyond this range's own letters is another range's, or was meant for another table.
            long least = range.rows() + Math.min(back, range.deadLettered());
            if (there < least) {
                missing(range, least - there, there);
            } else if (there > range.rows() + back && !overlapped(range)) {
                find(
                        Kind.UNRECORDED,
                        "version %d recorded %d rows in offsets %s%s, the table holds %d",
                        range.version(),
                        range.rows(),
                        new OffsetRun(range.start(), range.next()),
                        back(range),
                        there);
            }
        }

        private void missing(LandedRange range, long missing, long there) {
            long open = missing;
            for (Removals.Removal removal : witnesses.removals().found()) {
                long taken =
                        Math.min(open, removal.of(partition.topicPartition()).distinct(range.start(), range.next()));
                if (taken > 0) {
                    takenBy.merge(removal.commit(), taken, Long::sum);
                    open -= taken;
                }
            }
            if (open > 0 && !witnesses.removals().unseen().isEmpty() && landedByItsFiles(range.version())) {
                unseen += open;
            } else if (open > 0) {
                lost += open;
                find(
                        Kind.LOST,
                        "version %d recorded %d rows in offsets %s%s, the table holds %d: %s",
                        range.version(),
                        range.rows(),
                        new OffsetRun(range.start(), range.next()),
                        back(range),
                        there,
                        where(range, open));
            }
        }

        private String back(LandedRange range) {
            long back = replayed.distinct(range.start(), range.next());
            return back == 0 ? "" : ", replay put " + back + " letters back";
        }

        private String where(LandedRange range, long open) {
            List<OffsetRun> gaps = rows.missing(range.start(), range.next());
            boolean exact = gaps.stream().mapToLong(OffsetRun::length).sum() == open;
            return exact
                    ? "no row for " + OffsetRun.text(gaps)
                    : open + " of the offsets without a row are not accounted for: " + OffsetRun.text(gaps);
        }

        /** Whether the statistics of the files that the commit added say that all its rows were in them. */
        private boolean landedByItsFiles(long version) {
            Commit commit = witnesses.log().commit(version);
            return commit.addedRows() == commit.recordedRows();
        }

        private boolean overlapped(LandedRange range) {
            return ranges.stream()
                    .anyMatch(other ->
                            !other.equals(range) && other.start() < range.next() && range.start() < other.next());
        }

        RecordedRows result() {
            long removed = unseen;
            for (Map.Entry<Commit, Long> taken : takenBy.entrySet()) {
                if (taken.getKey().change() == Commit.Change.REWRITES) {
                    lost += taken.getValue();
                    find(
                            Kind.LOST,
                            "%d rows were lost by %s, which claims to change no row",
                            taken.getValue(),
                            taken.getKey());
                } else {
                    removed += taken.getValue();
                    find(Kind.REMOVED, "%d rows were removed by %s", taken.getValue(), taken.getKey());
                }
            }
            if (unseen > 0) {
                noteUnseen();
            }
            return new RecordedRows(removed, lost, findings);
        }

        private void noteUnseen() {
            String commits = witnesses.removals().unseen().stream()
                    .limit(5)
                    .map(commit -> commit + (commit.deletedRows() < 0 ? "" : " (" + commit.deletedRows() + " rows)"))
                    .collect(Collectors.joining(", "));
            find(
                    Kind.REMOVED,
                    "%d rows landed, by the statistics of their files, and were removed later: by %s."
                            + " Not compared row by row: %s",
                    unseen,
                    commits,
                    witnesses.removals().why().orElse("the table before it cannot be read"));
        }

        private void find(Kind kind, String text, Object... values) {
            findings.add(new Finding(kind, String.format(Locale.ROOT, text, values)));
        }
    }
}
