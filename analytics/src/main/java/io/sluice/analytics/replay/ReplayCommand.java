package io.sluice.analytics.replay;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.JobRunner;
import io.sluice.analytics.job.MaxRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay --letters dead_letters}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Put dead letters back into their tables, corrected or as they are, each once.",
        footer = {
            "",
            "SQL is over the letter's columns: _kafka_topic, _kafka_partition, _kafka_offset, _kafka_timestamp, key, value,",
            "headers (bytes), key_text, value_text, stage, code, field, message and table. Without a correction the value is",
            "JSON and read by the table's schema. What does not fit stays a letter and is named; nothing is bent or left out.",
            "  replay --letters dead_letters --dry-run",
            "  replay --letters dead_letters --where \"code = 'MALFORMED_JSON'\" --value \"replace(value_text, 'NaN', 'null')\"",
            "  replay --letters dead_letters --into flights --select \"get_json_object(value_text, '$.d') AS delay\"",
            "Run again, or after it was killed, it puts back what is not back yet. Exit code 3 if letters stay."
        })
public final class ReplayCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--letters",
            required = true,
            paramLabel = "TABLE",
            description = "The connector's dead.letter.table: a table of the lake, or a path.")
    private String letters;

    @Option(names = "--where", paramLabel = "SQL", description = "Only the letters of which this is true.")
    private String where;

    @Option(
            names = "--into",
            paramLabel = "TABLE",
            description = "Put all of them into this table (default: the one that each letter was meant for).")
    private String into;

    @ArgGroup
    private Given given;

    @Option(names = "--dry-run", description = "Write nothing: print what would be put back, and what would stay.")
    private boolean dryRun;

    @Mixin
    private MaxRows maxRows;

    @Mixin
    private CommonOptions common;

    /** How a letter is corrected. */
    static final class Given {
        @Option(
                names = "--value",
                paramLabel = "SQL",
                description = "The corrected value, as JSON to be read by the table's schema.")
        private String value;

        @Option(
                names = "--select",
                paramLabel = "SQL",
                description = "The row's columns, as in SELECT: expression AS column, by commas.")
        private String select;

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "A file with the text of --select, in UTF-8.")
        private Path file;
    }

    public ReplayCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        maxRows.check();
        ReplaySettings settings = new ReplaySettings(
                letters, Optional.ofNullable(where), Optional.ofNullable(into), correction(), dryRun);
        return runner.run(spec, common, new ReplayJob(settings, maxRows));
    }

    private Correction correction() {
        if (given == null) {
            return Correction.NONE;
        }
        return given.value != null ? new Correction.Json(given.value) : new Correction.Columns(list());
    }

    private String list() {
        if (given.file == null) {
            return given.select;
        }
        try {
            return Files.readString(given.file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read " + given.file + " (" + e + "): give the path of a file with a list of columns");
        }
    }
}
