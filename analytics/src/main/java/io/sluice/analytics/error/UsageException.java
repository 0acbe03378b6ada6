package io.sluice.analytics.error;

/** A command line that cannot be meant: the message says what contradicts what and names the remedy. Exit code 2. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }
}
