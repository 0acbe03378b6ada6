package io.sluice.analytics;

import io.sluice.analytics.session.SparkSessions;
import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.SharedSpark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Runs a command line as the main class does, in this JVM. */
public final class TestCommandLine {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-01T10:21:05Z"), ZoneOffset.UTC);

    private TestCommandLine() {}

    public static CommandLineResult sluice(String... args) {
        return run(new SharedSpark(), CLOCK, args);
    }

    /** The same, while a test reads what it prints to standard error. */
    public static int sluice(Writer err, String... args) {
        return Sluice.run(new SharedSpark(), CLOCK, new PrintWriter(new StringWriter()), new PrintWriter(err), args);
    }

    /** The same by another clock, which is asked the time at each line of progress: a test can do something just then. */
    public static CommandLineResult sluice(Clock clock, String... args) {
        return run(new SharedSpark(), clock, args);
    }

    /** A command line that must not come as far as a session. */
    public static CommandLineResult sluiceWithoutSpark(String... args) {
        return run(new NoSpark(), CLOCK, args);
    }

    private static CommandLineResult run(SparkSessions sessions, Clock clock, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Sluice.run(sessions, clock, new PrintWriter(out), new PrintWriter(err), args);
        return new CommandLineResult(code, out.toString(), err.toString());
    }

    private static final class NoSpark implements SparkSessions {
        @Override
        public SparkSession open(String appName, Map<String, String> settings, Map<String, String> forced) {
            throw new IllegalStateException("a session was opened");
        }

        @Override
        public void close(SparkSession session) {
            throw new IllegalStateException("no session was opened");
        }
    }
}
