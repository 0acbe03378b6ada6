package io.sluice.storage.ledger;

/** The ledger cannot be read, and trying again does not help: the message says what does. */
public final class LedgerRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerRefusedException(String message) {
        super(message);
    }

    LedgerRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
