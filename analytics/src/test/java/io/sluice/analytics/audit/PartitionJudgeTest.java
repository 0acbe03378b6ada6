package io.sluice.analytics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.audit.AuditReport.Scope;
import io.sluice.analytics.audit.Commit.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class PartitionJudgeTest {
    private static final SourcePartition OURS = new SourcePartition("sink", "kafka", "flights", 0);
    private static final SourcePartition THEIRS = new SourcePartition("sink", "other", "flights", 0);
    private static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

    private final List<Commit> commits = new ArrayList<>(List.of(commit(0, List.of(), Map.of())));
    private final Map<SourcePartition, Long> txns = new HashMap<>();
    private final OffsetSet rows = new OffsetSet();

    @Test
    void lagIsWhatKafkaHoldsBehindTheTxn() {
        land(OURS, 0, 10);
        PartitionAudit audit = judge(new KafkaOffsets(0, 14));
        assertThat(audit.verdict()).isEqualTo("complete");
        assertThat(audit.lag()).hasValue(4);
        assertThat(judge(null).lag()).isEmpty();
    }

    @Test
    void aLakeAheadOfKafkaIsAFault() {
        land(OURS, 0, 10);
        PartitionAudit audit = judge(new KafkaOffsets(0, 9));
        assertThat(audit.faulty()).isTrue();
        assertThat(audit.verdict()).isEqualTo("AHEAD");
        assertThat(judge(new KafkaOffsets(0, 10)).verdict()).isEqualTo("complete");
    }

    @Test
    void recordsThatKafkaDeletedBeforeTheyLandedAreAFault() {
        land(OURS, 0, 10);
        PartitionAudit audit = judge(new KafkaOffsets(13, 20));
        assertThat(audit.verdict()).isEqualTo("EXPIRED");
        assertThat(audit.findings().get(0).text()).contains("offsets 10..12 were deleted");
        assertThat(judge(new KafkaOffsets(10, 20)).verdict()).isEqualTo("complete");
    }

    @Test
    void aPartitionOfWhichNothingHasLandedIsShownWithItsLag() {
        SourcePartition unlanded = new SourcePartition("", "", "flights", 7);
        Map<TopicPartition, KafkaOffsets> kafka = Map.of(unlanded.topicPartition(), new KafkaOffsets(5, 9));
        AuditReport report =
                AuditReport.of(witnesses(Optional.of(kafka)), new Scope(Optional.empty(), Optional.empty(), true));
        assertThat(report.partitions()).hasSize(1);
        assertThat(report.partitions().get(0).partition()).isEqualTo(unlanded);
        assertThat(report.partitions().get(0).verdict()).isEqualTo("not landed");
        assertThat(report.partitions().get(0).lag()).hasValue(4);
        assertThat(report.faulty()).isFalse();
    }

    @Test
    void aTxnThatIsNotTheEndOfTheRangesIsAFault() {
        land(OURS, 0, 10);
        txns.put(OURS, 12L);
        assertThat(judge(null).verdict()).isEqualTo("TXN");
    }

    @Test
    void anOffsetThatAnOperatorSetIsNotedAndTheRangesGoOnFromThere() {
        land(OURS, 0, 10);
        commits.add(commit(2, List.of(), Map.of(OURS, 30L)));
        land(OURS, 30, 40);
        PartitionAudit audit = judge(null);
        assertThat(audit.findings())
                .extracting(Finding::text)
                .containsExactly("the next offset was set from 10 to 30 by OP at version 2");
        assertThat(audit.faulty()).isFalse();
        assertThat(audit.verdict()).isEqualTo("reset");
    }

    @Test
    void aGapThatTheSettingPassedOverIsExplained() {
        land(OURS, 0, 10);
        commits.add(gap(2, 30, "EXPIRED"));
        land(OURS, 30, 40);
        PartitionAudit audit = judge(null);
        assertThat(audit.findings())
                .extracting(Finding::text)
                .containsExactly(
                        "offsets 10..29 were not in Kafka any more (EXPIRED), and offset.gap passed over them at version 2");
        assertThat(audit.faulty()).isFalse();
        assertThat(audit.verdict()).isEqualTo("gap");
        assertThat(audit.explained()).isEqualTo(20);
    }

    @Test
    void aTopicThatBeganAnewHasOffsetsTwiceAndARowTooManyIsStillAFault() {
        land(OURS, 0, 10);
        commits.add(gap(2, 0, "RECREATED"));
        land(OURS, 0, 5);
        assertThat(judge(null).faulty()).isFalse();
        assertThat(judge(null).verdict()).isEqualTo("gap");
        rows.add(3);
        assertThat(judge(null).verdict()).isEqualTo("DOUBLED");
    }

    @Test
    void aTableInWhichNothingLandedIsAFaultUnlessItMayBeEmpty() {
        AuditReport report = AuditReport.of(witnesses(Optional.empty()), ALL);
        assertThat(report.faulty()).isTrue();
        assertThat(report.findings())
                .extracting(finding -> finding.kind().verdict())
                .containsExactly("nothing landed");

        Scope mayBeEmpty = new Scope(Optional.empty(), Optional.empty(), true);
        assertThat(AuditReport.of(witnesses(Optional.empty()), mayBeEmpty).faulty())
                .isFalse();
        land(OURS, 0, 10);
        assertThat(AuditReport.of(witnesses(Optional.empty()), ALL).faulty()).isFalse();
        Scope another = new Scope(Optional.of("mistyped"), Optional.empty());
        assertThat(AuditReport.of(witnesses(Optional.empty()), another).faulty())
                .isTrue();
    }

    @Test
    void rowsThatNoCommitRecordedAreAFault() {
        land(OURS, 5, 10);
        rows.add(3).add(12);
        PartitionAudit audit = judge(null);
        assertThat(audit.verdict()).isEqualTo("UNRECORDED");
        assertThat(audit.findings().get(0).text()).contains("offsets 3, 12 have rows");
    }

    @Test
    void aRecordOfMoreThanItsRangeIsAFault() {
        commits.add(commit(
                1, List.of(new LandedRange(1, OURS, 0, 10, 10, Map.of("NULL_VALUE", 1L), 0)), Map.of(OURS, 10L)));
        txns.put(OURS, 10L);
        for (int offset = 0; offset < 10; offset++) {
            rows.add(offset);
        }
        assertThat(judge(null).verdict()).isEqualTo("RECORD");
    }

    @Test
    void anOffsetLandedFromTwoClustersIsNoDuplicate() {
        land(OURS, 0, 10);
        land(THEIRS, 0, 10);
        PartitionAudit audit = judge(null);
        assertThat(audit.faulty()).isFalse();
        assertThat(audit.verdict()).isEqualTo("shared");
        rows.add(3);
        assertThat(judge(null).verdict()).isEqualTo("DOUBLED");
    }

    @Test
    void theScopeLeavesOtherNamespacesOut() {
        land(OURS, 0, 10);
        land(THEIRS, 0, 10);
        AuditReport report =
                AuditReport.of(witnesses(Optional.empty()), new Scope(Optional.of("sink"), Optional.of("other")));
        assertThat(report.partitions()).extracting(PartitionAudit::partition).containsExactly(THEIRS);
    }

    @Test
    void anUnreadableRecordIsAFaultOfTheTable() {
        commits.add(new Commit(1, "OP", Map.of(), List.of(), Map.of(), 0, Change.ADDS, true));
        assertThat(AuditReport.of(witnesses(Optional.empty()), ALL).faulty()).isTrue();
    }

    private PartitionAudit judge(KafkaOffsets kafka) {
        return PartitionJudge.judge(
                OURS, witnesses(Optional.ofNullable(kafka).map(offsets -> Map.of(OURS.topicPartition(), offsets))));
    }

    private Witnesses witnesses(Optional<Map<TopicPartition, KafkaOffsets>> kafka) {
        TableLog log = new TableLog(commits.size() - 1, commits, txns);
        LandedRows landed = new LandedRows(rows.isEmpty() ? Map.of() : Map.of(OURS.topicPartition(), rows), 0);
        return new Witnesses(log, landed, kafka, Removals.NONE);
    }

    private void land(SourcePartition partition, long start, long next) {
        long version = commits.size();
        LandedRange range = new LandedRange(version, partition, start, next, next - start, Map.of(), 0);
        commits.add(commit(version, List.of(range), Map.of(partition, next)));
        txns.put(partition, next);
        for (long offset = start; offset < next; offset++) {
            rows.add(offset);
        }
    }

    private static Commit gap(long version, long next, String cause) {
        Map<SourcePartition, Long> txns = Map.of(OURS, next);
        return new Commit(version, "OP", Map.of(), List.of(), txns, 0, Change.ADDS, false, Map.of(OURS, cause));
    }

    private static Commit commit(long version, List<LandedRange> ranges, Map<SourcePartition, Long> txns) {
        long added = ranges.stream().mapToLong(LandedRange::rows).sum();
        return new Commit(version, "OP", Map.of(), ranges, txns, added, Change.ADDS, false);
    }
}
