package io.sluice.analytics.job;

import java.util.Objects;

/** How a job that did not fail ended. */
public sealed interface Outcome {
    /** It did what it should. Exit code 0. */
    record Done() implements Outcome {}

    /** It ran, and what it checked does not hold. Exit code 3. */
    record CheckFailed(String finding) implements Outcome {
        public CheckFailed {
            Objects.requireNonNull(finding);
        }
    }
}
