package io.sluice.analytics.job;

import io.sluice.analytics.output.OutputFormat;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions {
    @Option(
            names = "--lake",
            paramLabel = "URI",
            defaultValue = "${env:SLUICE_LAKE}",
            description = "The lake's root (default: SLUICE_LAKE, then spark.sql.catalog.lake.path).")
    private String lake;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Results as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print the stack trace of a failure.")
    private boolean verbose;

    public Optional<String> lake() {
        return Optional.ofNullable(lake).filter(uri -> !uri.isBlank());
    }

    public OutputFormat output() {
        return output;
    }

    public boolean verbose() {
        return verbose;
    }
}
