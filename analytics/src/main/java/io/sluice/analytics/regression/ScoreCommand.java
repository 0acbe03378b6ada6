package io.sluice.analytics.regression;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobRunner;
import io.sluice.analytics.job.MaxRows;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.streaming.Trigger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regression score --model … --table flights --to delta:flights_scored --follow}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Add a model's prediction to a table's rows, once or as they come.",
        footer = {
            "",
            "Rows keep all their columns. A row that lacks a feature gets a null prediction; a category that training",
            "never saw is scored like the most frequent one. Both are counted."
        })
final class ScoreCommand implements Callable<Integer> {
    private static final String EVERY = "5 seconds";

    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private MaxRows maxRows;

    @Option(names = "--model", required = true, paramLabel = "PATH", description = "A model of regression train.")
    private String model;

    @Option(names = "--table", required = true, paramLabel = "TABLE", description = "The table to score.")
    private String table;

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            defaultValue = "console",
            description = "console, delta:TABLE or parquet:PATH (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(
            names = "--existing",
            paramLabel = "WHAT",
            description = "A target that has rows: fail; overwrite them (no stream); append (streams to delta)"
                    + " (default: fail).")
    private Existing existing = Existing.FAIL;

    @Option(
            names = "--prediction-column",
            paramLabel = "NAME",
            defaultValue = "prediction",
            description = "The column to add (default: ${DEFAULT-VALUE}).")
    private String column;

    @Option(names = "--follow", description = "Score rows as they come, until SIGTERM or Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--available-now",
            description = "Stream what is there, then end; the next run goes on from the checkpoint.")
    private boolean availableNow;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Where a stream remembers how far it is (default, to delta:T: <lake>/_checkpoints/T).")
    private String checkpoint;

    @Option(
            names = "--skip-change-commits",
            description = "A stream passes over commits that change or delete rows, instead of failing.")
    private boolean skipChanges;

    ScoreCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        maxRows.check();
        return runner.run(spec, common, job());
    }

    private Job job() {
        if (follow && availableNow) {
            throw new UsageException("--follow goes on and --available-now ends: give one of them");
        }
        boolean streams = follow || availableNow;
        if (!streams && (checkpoint != null || skipChanges)) {
            throw new UsageException(
                    "--checkpoint and --skip-change-commits are for streams: add --follow or --available-now");
        }
        if (existing == (streams ? Existing.OVERWRITE : Existing.APPEND)) {
            throw new UsageException(
                    "--existing " + existing
                            + (streams
                                    ? " would drop what the stream has written before: leave it out"
                                    : " would score the rows of an earlier run twice: add --available-now, which scores the new ones"));
        }
        ScoreSettings settings = new ScoreSettings(model, table, column, Target.parse(to, maxRows), existing);
        Trigger trigger = availableNow ? Trigger.AvailableNow() : Trigger.ProcessingTime(EVERY);
        return streams
                ? new ScoreStreamJob(settings, trigger, Optional.ofNullable(checkpoint), skipChanges)
                : new ScoreJob(settings);
    }
}
