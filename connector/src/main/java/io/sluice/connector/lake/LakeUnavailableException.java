package io.sluice.connector.lake;

import java.io.IOException;

/** The store did not answer, or failed: trying again later may help. Never a reason to send a record to the dead letters. */
public final class LakeUnavailableException extends IOException {
    LakeUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
