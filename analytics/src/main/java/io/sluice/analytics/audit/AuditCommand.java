package io.sluice.analytics.audit;

import io.sluice.analytics.audit.AuditReport.Scope;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.JobRunner;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit --table flights --bootstrap kafka:9092}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Prove that a table holds every record that the connector landed, each once.",
        footer = {
            "",
            "Witnesses: the rows' _kafka_* columns, the ranges and txn versions in the Delta log, and Kafka's offsets.",
            "explained: offsets without a row, dropped, dead-lettered or passed over as recorded; unexplained: they never",
            "reached the sink (compaction, transaction markers, an SMT), or are older than the log; removed: by a later",
            "DELETE, MERGE, …; lost: recorded as landed, and not there.",
            "Exit code 3 if a row is lost or doubled, the log contradicts itself, or nothing has landed at all."
        })
public final class AuditCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--table", required = true, paramLabel = "TABLE", description = "The table to audit.")
    private String table;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's bootstrap servers: compare with its begin and end offsets too.")
    private String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of an Admin client, for a cluster that wants credentials.")
    private Path kafkaConfig;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Only what this namespace (by default a connector's name) landed.")
    private String namespace;

    @Option(names = "--source", paramLabel = "ID", description = "Only what came from the cluster of this source.id.")
    private String source;

    @Option(
            names = "--allow-empty",
            description = "Nothing landed is no fault: for a table whose topics are still empty.")
    private boolean allowEmpty;

    public AuditCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        if (bootstrap == null && kafkaConfig != null) {
            throw new UsageException("--kafka-config is of no use without --bootstrap");
        }
        Scope scope = new Scope(Optional.ofNullable(namespace), Optional.ofNullable(source), allowEmpty);
        Optional<KafkaReader> kafka =
                Optional.ofNullable(bootstrap).map(servers -> new KafkaReader(servers, properties()));
        return runner.run(spec, common, new AuditJob(table, scope, kafka));
    }

    private Properties properties() {
        Properties properties = new Properties();
        if (kafkaConfig != null) {
            try (Reader reader = Files.newBufferedReader(kafkaConfig, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UsageException("Cannot read " + kafkaConfig + " (" + e + "): give a properties file");
            }
        }
        return properties;
    }
}
