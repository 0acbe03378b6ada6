package io.sluice.analytics.query;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.JobRunner;
import io.sluice.analytics.job.MaxRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sql "SELECT … FROM lake.events"}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Run SQL over the lake: its tables are lake.<table>.",
        footer = {
            "",
            "Statements are separated by ';'. They run in order, and the first that fails ends the run.",
            "  sql \"SELECT origin, count(*) FROM lake.flights GROUP BY origin\"",
            "  sql \"SELECT * FROM lake.flights VERSION AS OF 3\"",
            "  sql \"SHOW TABLES IN lake; DESCRIBE HISTORY lake.flights\""
        })
public final class SqlCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Mixin
    private MaxRows maxRows;

    /** Where the statements come from. */
    static final class Source {
        @Parameters(paramLabel = "SQL", description = "One or more statements.")
        private String text;

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "A file of statements, in UTF-8.")
        private Path file;
    }

    public SqlCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        maxRows.check();
        List<String> statements = Statements.split(text());
        if (statements.isEmpty()) {
            throw new UsageException("There is no statement to run: give one in quotes, or a file that has some");
        }
        return runner.run(spec, common, new SqlJob(statements, maxRows));
    }

    private String text() {
        if (source.file == null) {
            return source.text;
        }
        try {
            return Files.readString(source.file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException("Cannot read " + source.file + " (" + e + "): give the path of a file of SQL");
        }
    }
}
