package io.sluice.analytics.error;

import java.util.Objects;

/** A job that cannot go on: the problem, why, and what the user can do about it. The process ends with exit code 1. */
public final class JobException extends RuntimeException {
    private final String problem;
    private final String why;
    private final String remedy;

    public JobException(String problem, String why, String remedy) {
        this(problem, why, remedy, null);
    }

    public JobException(String problem, String why, String remedy, Throwable cause) {
        super(problem + ": " + why + ". " + remedy + ".", cause);
        this.problem = Objects.requireNonNull(problem);
        this.why = Objects.requireNonNull(why);
        this.remedy = Objects.requireNonNull(remedy);
    }

    public String problem() {
        return problem;
    }

    public String why() {
        return why;
    }

    public String remedy() {
        return remedy;
    }
}
