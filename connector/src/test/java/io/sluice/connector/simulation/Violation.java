package io.sluice.connector.simulation;

/** An invariant that does not hold. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    Violation(String why, Throwable cause) {
        super(why, cause);
    }
}
