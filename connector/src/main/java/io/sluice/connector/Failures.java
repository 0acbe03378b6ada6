package io.sluice.connector;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.config.SinkSettings;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Turns what fails into what Connect may see. Never a RetriableException: Connect would deliver the same batch again, to whatever
 * partitions are open by then. Never a value of {@code hadoop.*}: the trace is shown by REST to whoever asks for the status.
 */
final class Failures {
    private Failures() {}

    static <T> T redacting(SinkSettings settings, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw connectException(e, Redaction.of(settings));
        }
    }

    static ConnectException connectException(Throwable failure, Redaction redaction) {
        if (failure instanceof ConnectException known
                && !(failure instanceof RetriableException)
                && clean(known, redaction)) {
            return known;
        }
        return copy(failure, redaction);
    }

    private static boolean clean(Throwable failure, Redaction redaction) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at.getMessage() != null && !at.getMessage().equals(redaction.redact(at.getMessage()))) {
                return false;
            }
        }
        return true;
    }

    /** The same traces with the texts redacted: an exception's message cannot be changed. */
    private static ConnectException copy(Throwable failure, Redaction redaction) {
        Throwable cause = failure.getCause() == null || failure.getCause() == failure
                ? null
                : copy(failure.getCause(), redaction);
        String type =
                failure instanceof ConnectException ? "" : failure.getClass().getName() + ": ";
        ConnectException copy = new ConnectException(type + redaction.redact(failure.getMessage()), cause);
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }
}
