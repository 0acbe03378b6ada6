package io.sluice.connector.lake;

/** Another writer took the version: start over from a fresh snapshot. */
public final class ConflictException extends Exception {
    ConflictException(Throwable cause) {
        super("another writer took the version", cause, false, false);
    }
}
