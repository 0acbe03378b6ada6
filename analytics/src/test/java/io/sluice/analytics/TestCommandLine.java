package io.sluice.analytics;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.SharedSpark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Runs a command line as the main class does, in this JVM. */
public final class TestCommandLine {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-01T10:21:05Z"), ZoneOffset.UTC);

    private TestCommandLine() {}

    public static CommandLineResult sluice(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Sluice.run(new SharedSpark(), CLOCK, new PrintWriter(out), new PrintWriter(err), args);
        return new CommandLineResult(code, out.toString(), err.toString());
    }
}
