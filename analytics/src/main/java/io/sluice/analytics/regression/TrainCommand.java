package io.sluice.analytics.regression;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.JobRunner;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regression train --table flights --label delay --features "distance,hour(ts) AS hour,origin"}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Fit a linear regression to a table's rows, and save it.",
        footer = {
            "",
            "Numbers enter as they are; of strings and booleans each value gets a coefficient, relative to the most",
            "frequent one, whose coefficient is 0. Rows that lack the label or a feature are counted and left out.",
            "The model is a PipelineModel of Spark's MLlib that takes the table's own columns."
        })
final class TrainCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--table", required = true, paramLabel = "TABLE", description = "The table to learn from.")
    private String table;

    @Option(
            names = "--label",
            required = true,
            paramLabel = "COLUMN",
            description = "What to predict: a numeric column, or an expression AS name.")
    private String label;

    @Option(
            names = "--features",
            required = true,
            paramLabel = "LIST",
            description = "What to predict from: columns and expressions AS name, with commas between them.")
    private String features;

    @Option(names = "--where", paramLabel = "SQL", description = "Only rows that satisfy this condition.")
    private String where;

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description = "Where to save the model, in place of one that is there"
                    + " (default: <lake>/_sluice/models/<table>-<label>).")
    private String model;

    @Option(
            names = "--test-fraction",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the rows that is kept for the test (default: ${DEFAULT-VALUE}).")
    private double testFraction;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses which rows: the same seed, the same rows (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw predicted against actual values to this PNG.")
    private Path plot;

    TrainCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        if (!(testFraction >= 0 && testFraction < 1)) {
            throw new UsageException(
                    "--test-fraction " + testFraction + " is no share: give a number from 0 to less than 1");
        }
        TrainSettings settings = new TrainSettings(
                table,
                Expression.parse("--label", label),
                Expression.parseList("--features", features),
                Optional.ofNullable(where),
                Optional.ofNullable(model),
                testFraction,
                seed,
                Optional.ofNullable(plot));
        return runner.run(spec, common, new TrainJob(settings));
    }
}
