package io.sluice.analytics.regression;

import io.sluice.analytics.job.JobRunner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regression train} and {@code regression score}. */
@Command(
        name = "regression",
        mixinStandardHelpOptions = true,
        description = "Predict a number from other columns by linear regression.")
public final class RegressionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private RegressionCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(JobRunner runner) {
        return new CommandLine(new RegressionCommand())
                .addSubcommand(new TrainCommand(runner))
                .addSubcommand(new ScoreCommand(runner));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: regression train or regression score");
    }
}
