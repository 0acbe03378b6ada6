package io.sluice.analytics;

import io.sluice.analytics.audit.AuditCommand;
import io.sluice.analytics.error.FailureReport;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.ExitCode;
import io.sluice.analytics.job.JobRunner;
import io.sluice.analytics.materialize.MaterializeCommand;
import io.sluice.analytics.promote.PromoteCommand;
import io.sluice.analytics.query.SqlCommand;
import io.sluice.analytics.regression.RegressionCommand;
import io.sluice.analytics.replay.ReplayCommand;
import io.sluice.analytics.session.ProcessSessions;
import io.sluice.analytics.session.SparkSessions;
import io.sluice.analytics.windows.WindowedCountsCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/**
 * The main class of the analytics jar: {@code spark-submit --class io.sluice.analytics.Sluice <jar> <command> …}.
 * Exit codes: 0 ok, 1 the job failed, 2 the command line cannot be meant, 3 a check failed.
 */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        versionProvider = Sluice.Version.class,
        description = "Answers out of the lake that Sluice lands.",
        footer = {"", "Exit codes: 0 ok, 1 job failed, 2 usage, 3 check failed."})
public final class Sluice {
    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Sluice.class.getPackage().getImplementationVersion();
            return new String[] {"sluice " + (version == null ? "(unpackaged)" : version)};
        }
    }

    private static final String NO_SPARK =
            """
            error: Spark is not on the classpath
              why: the Sluice jar holds what Spark lacks, and not Spark itself
              remedy: spark-submit --class io.sluice.analytics.Sluice <this jar> <command>""";

    private Sluice() {}

    /** Ends the process: with exit code 0 too, since a thread left by a library must not keep it alive. */
    public static void main(String[] args) {
        if (Sluice.class.getClassLoader().getResource("org/apache/spark/sql/SparkSession.class") == null) {
            System.err.println(NO_SPARK);
            System.exit(ExitCode.JOB_FAILED);
        }
        System.exit(run(
                new ProcessSessions(),
                Clock.system(ZoneId.systemDefault()),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** Runs one command line; the exit code. */
    static int run(SparkSessions sessions, Clock clock, PrintWriter out, PrintWriter err, String... args) {
        JobRunner runner = new JobRunner(sessions, clock);
        return new CommandLine(new Sluice())
                .addSubcommand(new SqlCommand(runner))
                .addSubcommand(new AuditCommand(runner))
                .addSubcommand(new WindowedCountsCommand(runner))
                .addSubcommand(new MaterializeCommand(runner))
                .addSubcommand(new PromoteCommand(runner))
                .addSubcommand(new ReplayCommand(runner))
                .addSubcommand(RegressionCommand.create(runner))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Sluice::failed)
                .execute(args);
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException) {
            command.getErr().println("error: " + failure.getMessage());
            command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
            return ExitCode.USAGE;
        }
        FailureReport.print(command.getErr(), failure, command.getParseResult().matchedOptionValue("-v", false));
        return ExitCode.JOB_FAILED;
    }
}
