package io.sluice.connector.lake;

/** The table or the store cannot be written by this connector, and trying again does not help: the message says what does. */
public final class LakeRefusedException extends RuntimeException {
    LakeRefusedException(String message) {
        super(message);
    }

    LakeRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
