package io.sluice.analytics.job;

import io.sluice.analytics.output.Progress;
import io.sluice.analytics.output.Results;
import io.sluice.analytics.session.LogStores;
import io.sluice.analytics.session.SessionSettings;
import io.sluice.analytics.session.SparkSessions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a job in a session: opens it, names the job in the Spark UI, reports, closes. Failures go up to the command line. */
public final class JobRunner {
    private final SparkSessions sessions;
    private final Clock clock;

    public JobRunner(SparkSessions sessions, Clock clock) {
        this.sessions = Objects.requireNonNull(sessions);
        this.clock = Objects.requireNonNull(clock);
    }

    /** The exit code of {@code job}, run for the command {@code spec}. */
    public int run(CommandSpec spec, CommonOptions options, Job job) throws Exception {
        CommandLine command = spec.commandLine();
        Results results = new Results(command.getOut(), options.output());
        Progress progress = new Progress(command.getErr(), clock);
        SparkSession spark = sessions.open(
                "sluice " + spec.name(),
                SessionSettings.defaults(),
                options.lake().map(SessionSettings::lake).orElse(Map.of()));
        try {
            LogStores.requireOurs(spark.conf());
            spark.sparkContext().setJobDescription(job.description());
            Outcome outcome = job.run(new JobContext(spark, results, progress, clock));
            return exitCode(outcome, command.getErr());
        } finally {
            spark.sparkContext().setJobDescription(null);
            sessions.close(spark);
        }
    }

    private static int exitCode(Outcome outcome, PrintWriter err) {
        if (outcome instanceof Outcome.CheckFailed failed) {
            err.println("check failed: " + failed.finding());
            err.flush();
            return ExitCode.CHECK_FAILED;
        }
        return ExitCode.OK;
    }
}
