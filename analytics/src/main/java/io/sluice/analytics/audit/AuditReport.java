package io.sluice.analytics.audit;

import io.sluice.analytics.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The judgement of a whole table: what concerns no single partition, and each partition. */
record AuditReport(List<Finding> findings, List<PartitionAudit> partitions) {

    static AuditReport of(Witnesses witnesses, Scope scope) {
        List<PartitionAudit> partitions = new ArrayList<>();
        for (SourcePartition partition : partitions(witnesses, scope)) {
            partitions.add(PartitionJudge.judge(partition, witnesses));
        }
        return new AuditReport(findings(witnesses, scope), partitions);
    }

    boolean faulty() {
        return findings.stream().anyMatch(Finding::fault) || partitions.stream().anyMatch(PartitionAudit::faulty);
    }

    /** Partitions with rows missing that nothing explains yet. */
    Set<TopicPartition> losers() {
        return partitions.stream()
                .filter(partition -> partition.lost() > 0)
                .map(partition -> partition.partition().topicPartition())
                .collect(Collectors.toSet());
    }

    private static Set<SourcePartition> partitions(Witnesses witnesses, Scope scope) {
        Set<SourcePartition> known = witnesses.partitions();
        Set<SourcePartition> all = known.stream().filter(scope::holds).collect(Collectors.toCollection(TreeSet::new));
        if (scope.everything()) {
            Set<TopicPartition> unnamed =
                    new HashSet<>(witnesses.rows().offsets().keySet());
            witnesses.kafka().ifPresent(kafka -> unnamed.addAll(kafka.keySet()));
            known.forEach(partition -> unnamed.remove(partition.topicPartition()));
            unnamed.forEach(
                    partition -> all.add(new SourcePartition("", "", partition.topic(), partition.partition())));
        }
        return all;
    }

    private static List<Finding> findings(Witnesses witnesses, Scope scope) {
        List<Finding> findings = new ArrayList<>();
        if (!scope.mayBeEmpty() && nothingLanded(witnesses, scope)) {
            findings.add(new Finding(
                    Kind.NOTHING_LANDED,
                    "nothing landed: the table holds no row and no offset of the connector"
                            + (scope.everything() ? "" : " of this --namespace and --source")
                            + "; give --allow-empty if that is as it should be"));
        }
        for (Commit commit : witnesses.log().commits()) {
            if (commit.unreadable()) {
                findings.add(
                        new Finding(Kind.RECORD, commit + " recorded offsets in a form that this version cannot read"));
            }
            if (commit.landing() && commit.ranges().stream().anyMatch(range -> scope.holds(range.partition()))) {
                files(commit).ifPresent(findings::add);
            }
        }
        long strangers = witnesses.rows().uncoordinated();
        if (strangers > 0) {
            findings.add(new Finding(
                    Kind.UNWITNESSED,
                    strangers + " rows have no coordinates: they did not come through the connector"));
        }
        return findings;
    }

    private static boolean nothingLanded(Witnesses witnesses, Scope scope) {
        return (!scope.everything() || witnesses.rows().offsets().isEmpty())
                && witnesses.partitions().stream()
                        .filter(scope::holds)
                        .allMatch(
                                partition -> witnesses.chain(partition).ranges().isEmpty()
                                        && witnesses.log().txns().getOrDefault(partition, -1L) < 0);
    }

    /** A landing's own files against its own record; the statistics are free to read. */
    private static Optional<Finding> files(Commit commit) {
        if (commit.addedRows() < 0 || commit.addedRows() == commit.recordedRows()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                commit.addedRows() < commit.recordedRows() ? Kind.LOST : Kind.UNRECORDED,
                commit + " recorded " + commit.recordedRows() + " rows, but its files hold " + commit.addedRows()
                        + " by their statistics"));
    }

    /**
     * Which sources are audited.
     *
     * @param mayBeEmpty whether it is no fault that none of them has landed anything
     */
    record Scope(Optional<String> namespace, Optional<String> source, boolean mayBeEmpty) {
        Scope(Optional<String> namespace, Optional<String> source) {
            this(namespace, source, false);
        }

        boolean everything() {
            return namespace.isEmpty() && source.isEmpty();
        }

        boolean holds(SourcePartition partition) {
            return namespace.map(partition.namespace()::equals).orElse(true)
                    && source.map(partition.source()::equals).orElse(true);
        }
    }
}
