package io.sluice.analytics.audit;

import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.output.Progress;
import io.sluice.analytics.output.ResultTable;
import io.sluice.analytics.output.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** One row a partition to standard output; what was found, one line each, to standard error. */
final class AuditPrinter {
    private static final List<String> COLUMNS = List.of(
            "topic",
            "partition",
            "first",
            "next",
            "rows",
            "duplicates",
            "replayed",
            "explained",
            "unexplained",
            "removed",
            "lost",
            "log_from",
            "kafka_end",
            "lag",
            "verdict");
    /** A partition that lost a row in each of a thousand commits says so a few times. */
    private static final int SHOWN = 10;

    private final Results results;
    private final Progress progress;

    AuditPrinter(Results results, Progress progress) {
        this.results = results;
        this.progress = progress;
    }

    Outcome print(String table, TableLog log, AuditReport report) {
        List<List<Object>> rows =
                report.partitions().stream().map(AuditPrinter::row).toList();
        results.print(new ResultTable("audit of " + table + " at version " + log.version(), COLUMNS, rows));
        lines("the table", report.findings());
        for (PartitionAudit audit : report.partitions()) {
            lines(name(audit.partition()), audit.findings());
        }
        if (!report.faulty()) {
            return new Outcome.Done();
        }
        if (report.findings().stream().anyMatch(finding -> finding.kind() == Finding.Kind.NOTHING_LANDED)) {
            return new Outcome.CheckFailed("nothing has landed in " + table);
        }
        long faulty =
                report.partitions().stream().filter(PartitionAudit::faulty).count();
        return new Outcome.CheckFailed(
                faulty + " of " + rows.size() + " partitions of " + table + " are not what the log says they are");
    }

    private void lines(String what, List<Finding> findings) {
        findings.stream()
                .limit(SHOWN)
                .forEach(finding ->
                        progress.line((finding.fault() ? "FAULT " : "note ") + what + ": " + finding.text()));
        if (findings.size() > SHOWN) {
            progress.line("… and " + (findings.size() - SHOWN) + " more findings of " + what);
        }
    }

    private static String name(SourcePartition partition) {
        String name = partition.topic() + "-" + partition.partition();
        return partition.namespace().isEmpty()
                ? name
                : name + " (" + partition.namespace() + ", source " + partition.source() + ")";
    }

    private static List<Object> row(PartitionAudit audit) {
        return new ArrayList<>(Arrays.asList(
                audit.partition().topic(),
                audit.partition().partition(),
                number(audit.first()),
                number(audit.next()),
                audit.rows(),
                audit.duplicates(),
                audit.replayed(),
                audit.explained(),
                audit.unexplained(),
                audit.removed(),
                audit.lost(),
                number(audit.logFrom()),
                audit.kafka().map(KafkaOffsets::end).orElse(null),
                number(audit.lag()),
                audit.verdict()));
    }

    private static Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
