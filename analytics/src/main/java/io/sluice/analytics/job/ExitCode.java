package io.sluice.analytics.job;

/** How the process ends. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int JOB_FAILED = 1;
    public static final int USAGE = 2;
    public static final int CHECK_FAILED = 3;

    private ExitCode() {}
}
