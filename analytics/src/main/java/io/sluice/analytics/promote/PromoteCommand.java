package io.sluice.analytics.promote;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.JobRunner;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code promote --table events}. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Turn a plain Parquet table into a Delta table in place, offsets included.",
        footer = {
            "",
            "Stop the connector, promote, and start it with lake.format=delta: it goes on at the offsets that it had.",
            "No data is copied. The ledger gets a last entry, after which nobody can land by it; a promotion that was",
            "interrupted is finished by the same command."
        })
public final class PromoteCommand implements Callable<Integer> {
    private static final Pattern IDLE = Pattern.compile("(\\d{1,9})(s|m|h)");

    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--table", required = true, paramLabel = "TABLE", description = "The table.")
    private String table;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "How long nothing must have landed, as 30s, 5m or 2h (default: ${DEFAULT-VALUE}).")
    private String idle;

    public PromoteCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        Matcher time = IDLE.matcher(idle);
        if (!time.matches()) {
            throw new UsageException("--idle " + idle + " is no time: write for instance 30s, 5m or 2h");
        }
        return runner.run(spec, common, new PromoteJob(table, Duration.parse("PT" + idle.toUpperCase(Locale.ROOT))));
    }
}
