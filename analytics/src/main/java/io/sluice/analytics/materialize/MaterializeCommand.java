package io.sluice.analytics.materialize;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.streaming.Trigger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code materialize --table customers_changes --into customers --key id}. */
@Command(
        name = "materialize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Merge a changelog into the table of its current state, once or as changes come.",
        footer = {
            "",
            "Each key's last change wins, by the source's order: inserts, updates, deletes, tombstones and truncates. What",
            "comes again or late changes nothing. Without _cdc_op a row is its key's newest state, and a tombstone its end.",
            "  materialize --table customers_changes --into customers --key id",
            "  materialize --table customers_changes --into customers --key id --order _cdc_source.lsn --follow"
        })
public final class MaterializeCommand implements Callable<Integer> {
    private static final String EVERY = "5 seconds";

    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Option(names = "--table", required = true, paramLabel = "TABLE", description = "The changelog.")
    private String table;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "TABLE",
            description = "The table of the current state; made when it is not there.")
    private String into;

    @Option(
            names = "--key",
            required = true,
            split = ",",
            paramLabel = "COLUMN",
            description = "The source's primary key, by commas.")
    private List<String> key;

    @Option(
            names = "--order",
            split = ",",
            paramLabel = "COLUMN",
            description =
                    "What the source orders changes by, such as _cdc_source.lsn or _cdc_source.file,_cdc_source.pos"
                            + " (default: Kafka's offset, which holds while a key stays in its partition).")
    private List<String> order;

    @Option(names = "--follow", description = "Merge changes as they come, until SIGTERM or Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--trigger",
            paramLabel = "TIME",
            description = "With --follow: least time between two batches (default: " + EVERY + ").")
    private String trigger;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Where it remembers how far it is (default: <lake>/_checkpoints/<into>).")
    private String checkpoint;

    @Option(
            names = "--skip-change-commits",
            description = "Pass over commits that change or delete rows of the changelog, instead of failing.")
    private boolean skipChanges;

    @Mixin
    private CommonOptions common;

    public MaterializeCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        return runner.run(spec, common, job());
    }

    private Job job() {
        if (trigger != null && !follow) {
            throw new UsageException("--trigger is for --follow: without it, batch follows batch until all is merged");
        }
        return new MaterializeJob(new MaterializeSettings(
                table,
                into,
                key,
                new Order(order == null ? List.of() : order),
                trigger(),
                Optional.ofNullable(checkpoint),
                skipChanges));
    }

    private Trigger trigger() {
        if (!follow) {
            return Trigger.AvailableNow();
        }
        try {
            return Trigger.ProcessingTime(trigger == null ? EVERY : trigger);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--trigger " + trigger + " is no time: write for instance 30 seconds");
        }
    }
}
