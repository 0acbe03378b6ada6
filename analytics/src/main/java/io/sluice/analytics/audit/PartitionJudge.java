package io.sluice.analytics.audit;

import io.sluice.analytics.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Weighs the witnesses of one partition against each other. Pure: the same witnesses give the same judgement. */
final class PartitionJudge {
    private final SourcePartition partition;
    private final Witnesses witnesses;
    private final Chain chain;
    private final OffsetSet rows;
    /** Dead letters that were put back, and are there. */
    private final OffsetSet back;

    private final OptionalLong next;
    private final List<Finding> findings = new ArrayList<>();

    private PartitionJudge(SourcePartition partition, Witnesses witnesses) {
        this.partition = partition;
        this.witnesses = witnesses;
        this.chain = witnesses.chain(partition);
        this.rows = witnesses.rows(partition.topicPartition());
        this.back = rows.common(witnesses.replayed(partition.topicPartition()));
        long txn = witnesses.log().txns().getOrDefault(partition, -1L);
        this.next = txn < 0 ? OptionalLong.empty() : OptionalLong.of(txn);
    }

    static PartitionAudit judge(SourcePartition partition, Witnesses witnesses) {
        return new PartitionJudge(partition, witnesses).judge();
    }

    private PartitionAudit judge() {
        findings.addAll(chain.findings());
        checkTxn();
        RecordedRows recorded = RecordedRows.NONE;
        if (witnesses.chains(partition.topicPartition()).size() > 1) {
            checkShared();
        } else {
            recorded = RecordedRows.check(partition, chain.ranges(), witnesses);
            findings.addAll(recorded.findings());
            checkDoubled();
            checkUnrecorded();
        }
        checkKafka();
        noteReplayed();
        noteLog();
        return new PartitionAudit(
                partition,
                first(),
                next,
                rows.rows(),
                rows.rows() - rows.distinct(),
                back.distinct(),
                chain.ranges().stream()
                                .mapToLong(range -> range.explained() - lettersBack(range))
                                .sum()
                        + chain.passedOver(),
                unexplained(),
                recorded.removed(),
                recorded.lost(),
                chain.from(),
                witnesses.kafka(partition.topicPartition()),
                findings);
    }

    private void checkTxn() {
        if (!chain.ranges().isEmpty() && !chain.end().equals(next)) {
            find(Kind.TXN, "the table's txn says %s, but the recorded ranges end at %s", text(next), text(chain.end()));
        }
    }

    /** With several sources one offset may rightly have several rows: only the sums can be compared. */
    private void checkShared() {
        long recorded = witnesses.chains(partition.topicPartition()).stream()
                        .flatMap(chain -> chain.ranges().stream())
                        .mapToLong(LandedRange::rows)
                        .sum()
                + witnesses.replayed(partition.topicPartition()).rows();
        find(
                Kind.SHARED,
                "several sources landed this topic and partition here, so their rows cannot be told apart:"
                        + " all together recorded %d rows, the table holds %d",
                recorded,
                rows.rows());
        if (witnesses.log().complete() && recorded > rows.rows()) {
            find(Kind.LOST, "the table holds %d rows less than all sources recorded", recorded - rows.rows());
        }
        if (witnesses.log().complete() && recorded < rows.rows()) {
            find(Kind.DOUBLED, "the table holds %d rows more than all sources recorded", rows.rows() - recorded);
        }
    }

    private void checkDoubled() {
        List<OffsetRun> doubled = new ArrayList<>(rows.doubled());
        // An offset of a topic that began anew has a row of the old topic and one of the new.
        doubled.removeIf(run -> chain.beganAnew()
                && rows.rows() - rows.distinct() <= again()
                && chain.ranges().stream()
                                .filter(range -> run.start() < range.next() && range.start() < run.next())
                                .count()
                        > 1);
        if (doubled.isEmpty()) {
            return;
        }
        List<Long> versions = chain.ranges().stream()
                .filter(range ->
                        doubled.stream().anyMatch(run -> run.start() < range.next() && range.start() < run.next()))
                .map(LandedRange::version)
                .distinct()
                .limit(5)
                .toList();
        find(
                Kind.DOUBLED,
                "%d rows too many: offsets %s have more than one row%s%s",
                rows.rows() - rows.distinct(),
                OffsetRun.text(doubled),
                versions.isEmpty() ? "" : "; landed by version " + versions,
                otherWriters());
    }

    /** Rows that were recorded of offsets that had been recorded before. */
    private long again() {
        long recorded = chain.ranges().stream().mapToLong(LandedRange::rows).sum();
        return Math.max(0, recorded - rows.distinct());
    }

    private void checkUnrecorded() {
        OffsetSet landed = rows.without(back);
        if (chain.ranges().isEmpty() || landed.isEmpty()) {
            return;
        }
        List<OffsetRun> strangers = new ArrayList<>();
        long from = witnesses.log().complete() ? 0 : chain.from().getAsLong();
        for (LandedRange range : chain.inOffsetOrder()) {
            strangers.addAll(landed.present(from, range.start()));
            from = Math.max(from, range.next());
        }
        strangers.addAll(landed.present(from, landed.last() + 1));
        if (!strangers.isEmpty()) {
            find(
                    Kind.UNRECORDED,
                    "offsets %s have rows, but no commit recorded them as landed%s",
                    OffsetRun.text(strangers),
                    otherWriters());
        }
    }

    private String otherWriters() {
        List<String> others = witnesses.log().commits().stream()
                .filter(commit -> !commit.landing() && commit.addedRows() != 0)
                .map(Commit::toString)
                .limit(5)
                .toList();
        return others.isEmpty() ? "" : "; rows were also written by " + String.join(", ", others);
    }

    private void checkKafka() {
        if (witnesses.kafka().isEmpty()) {
            return;
        }
        Optional<KafkaOffsets> kafka = witnesses.kafka(partition.topicPartition());
        if (kafka.isEmpty()) {
            find(Kind.NOT_IN_KAFKA, "Kafka does not have this partition");
        } else if (next.isPresent()) {
            checkKafka(next.getAsLong(), kafka.get());
        } else if (rows.isEmpty() && kafka.get().end() > kafka.get().begin()) {
            find(
                    Kind.NOT_LANDED,
                    "Kafka holds offsets %d..%d, none has landed",
                    kafka.get().begin(),
                    kafka.get().end() - 1);
        }
    }

    private void checkKafka(long landed, KafkaOffsets kafka) {
        if (landed > kafka.end()) {
            find(
                    Kind.AHEAD,
                    "the lake has landed up to %d, but Kafka ends at %d: the topic was truncated or made anew,"
                            + " or this is another cluster",
                    landed,
                    kafka.end());
        }
        if (landed < kafka.begin()) {
            find(
                    Kind.EXPIRED,
                    "Kafka begins at %d: offsets %s were deleted before they landed",
                    kafka.begin(),
                    new OffsetRun(landed, kafka.begin()));
        }
    }

    private void noteReplayed() {
        if (!back.isEmpty()) {
            find(
                    Kind.REPLAYED,
                    "%d rows were dead letters, put back by replay: offsets %s",
                    back.distinct(),
                    OffsetRun.text(back.present(back.first(), back.last() + 1)));
        }
    }

    /** Of a range's dead letters, those that are rows by now. */
    private long lettersBack(LandedRange range) {
        return Math.min(range.deadLettered(), back.distinct(range.start(), range.next()));
    }

    private void noteLog() {
        if (chain.ranges().isEmpty() && (next.isPresent() || !rows.isEmpty())) {
            find(
                    Kind.UNWITNESSED,
                    next.isPresent()
                            ? "the log was cleaned up and holds no landing of it any more: only the rows and the txn speak"
                            : "no landing is in the log: only the rows speak");
        } else if (!chain.ranges().isEmpty() && !witnesses.log().complete()) {
            find(
                    Kind.LOG_START,
                    "the log was cleaned up before version %d: it is a witness from offset %d on",
                    witnesses.log().from().orElseThrow(),
                    chain.from().getAsLong());
        }
    }

    private OptionalLong first() {
        OptionalLong firstRow = rows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(rows.first());
        if (firstRow.isEmpty() || chain.from().isEmpty()) {
            return firstRow.isPresent() ? firstRow : chain.from();
        }
        return OptionalLong.of(Math.min(firstRow.getAsLong(), chain.from().getAsLong()));
    }

    private long unexplained() {
        long allowed = chain.ranges().stream()
                .mapToLong(range -> Math.max(
                        0, range.unexplained() - back.distinct(range.start(), range.next()) + lettersBack(range)))
                .sum();
        if (rows.isEmpty()) {
            return allowed;
        }
        long unwitnessedEnd = chain.from().orElse(next.orElse(rows.last() + 1));
        long older = Math.max(0, unwitnessedEnd - rows.first());
        return allowed + older - rows.distinct(rows.first(), rows.first() + older);
    }

    private static String text(OptionalLong offset) {
        return offset.isPresent() ? Long.toString(offset.getAsLong()) : "none";
    }

    private void find(Kind kind, String text, Object... values) {
        findings.add(new Finding(kind, String.format(Locale.ROOT, text, values)));
    }
}
