package io.sluice.analytics.audit;

import io.sluice.analytics.audit.AuditReport.Scope;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads the witnesses, judges, and looks further only where something is missing.
 *
 * @param kafka empty when only the table is audited
 */
record AuditJob(String table, Scope scope, Optional<KafkaReader> kafka) implements Job {
    @Override
    public String description() {
        return "audit of " + table;
    }

    @Override
    public Outcome run(JobContext context) {
        String location = context.lake().require(table).toString();
        Witnesses witnesses = witnesses(context, location);
        AuditReport report = AuditReport.of(witnesses, scope);
        RemovalSearch removals = new RemovalSearch(context.spark(), location);
        for (boolean rewritesToo : new boolean[] {false, true}) {
            Set<TopicPartition> losers = report.losers();
            if (!losers.isEmpty()) {
                context.progress()
                        .line("rows are missing in " + losers + ": comparing the table with its older versions");
                report = AuditReport.of(
                        witnesses.with(removals.search(witnesses.log(), witnesses.rows(), losers, rewritesToo)), scope);
            }
        }
        return new AuditPrinter(context.results(), context.progress()).print(table, witnesses.log(), report);
    }

    private Witnesses witnesses(JobContext context, String location) {
        TableLog log = new LogReader(context.spark()).read(location);
        // The version is fixed first: what lands meanwhile belongs to the next audit.
        Dataset<Row> rows = context.spark()
                .read()
                .format("delta")
                .option("versionAsOf", log.version())
                .load(location);
        LandedRows landed = LandedRows.read(rows, table);
        Witnesses alone = new Witnesses(log, landed, Optional.empty(), Removals.NONE);
        return kafka.map(reader -> new Witnesses(log, landed, Optional.of(ask(reader, alone)), Removals.NONE))
                .orElse(alone);
    }

    private Map<TopicPartition, KafkaOffsets> ask(KafkaReader reader, Witnesses witnesses) {
        Set<SourcePartition> audited =
                witnesses.partitions().stream().filter(scope::holds).collect(Collectors.toSet());
        Set<String> sources =
                audited.stream().map(SourcePartition::source).collect(Collectors.toCollection(TreeSet::new));
        if (sources.size() > 1) {
            throw new UsageException("The table holds offsets of several Kafka clusters, " + sources
                    + ", and --bootstrap is one of them: say which with --source");
        }
        Set<String> topics = audited.stream().map(SourcePartition::topic).collect(Collectors.toSet());
        if (scope.everything()) {
            witnesses.rows().offsets().keySet().forEach(partition -> topics.add(partition.topic()));
        }
        return reader.read(topics);
    }
}
