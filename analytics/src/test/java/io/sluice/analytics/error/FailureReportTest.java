package io.sluice.analytics.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class FailureReportTest {
    private static String printed(Throwable failure, boolean verbose) {
        StringWriter text = new StringWriter();
        FailureReport.print(new PrintWriter(text), failure, verbose);
        return text.toString();
    }

    @Test
    void aKnownFailureIsProblemWhyAndRemedyHoweverDeepItLies() {
        JobException known = new JobException("Cannot count", "there is nothing", "Land a row");
        assertThat(printed(new IllegalStateException("wrapped", known), false))
                .isEqualTo("error: Cannot count\n  why: there is nothing\n  remedy: Land a row\n");
        assertThat(known).hasMessage("Cannot count: there is nothing. Land a row.");
    }

    @Test
    void anUnknownFailureShowsItsRootAndTheStackTraceOnRequest() {
        Exception unknown = new IllegalStateException("outer", new UnsupportedOperationException());
        assertThat(printed(unknown, false))
                .isEqualTo(
                        """
                        error: outer
                          why: java.lang.UnsupportedOperationException
                          remedy: -v prints the stack trace
                        """);
        assertThat(printed(unknown, true)).contains("\tat ").doesNotContain("remedy");
    }
}
