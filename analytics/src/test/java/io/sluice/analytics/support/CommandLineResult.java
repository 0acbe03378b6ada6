package io.sluice.analytics.support;

import java.util.Objects;

/** How a command ended, and what it printed. */
public record CommandLineResult(int exitCode, String out, String err) {
    public CommandLineResult {
        Objects.requireNonNull(out);
        Objects.requireNonNull(err);
    }
}
