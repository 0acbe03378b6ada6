package io.sluice.connector.lake;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one version of a table's log, put-if-absent, and finds out what became of it. Knows neither Kernel nor a store.
 *
 * <p>Invariants (I5 of the design):
 *
 * <ul>
 *   <li>After any failed put the version is read back before anything else: the store may have applied a put whose answer was lost, and
 *       a client's own retry of an applied put is refused as if another had won.
 *   <li>A version that holds our {@code txnId} is ours; another's is a conflict; an absent one gets the same bytes again.
 *   <li>An outcome that stays unknown is reported as neither: the caller starts over from a fresh snapshot, whose {@code txn} rows tell
 *       whether the put landed late.
 * </ul>
 */
final class VersionPut {
    private static final Logger LOG = LoggerFactory.getLogger(VersionPut.class);
    private static final int PUTS = 3;

    /** What became of a put. */
    sealed interface Outcome {
        record Ours() implements Outcome {}

        record Anothers(IOException failure) implements Outcome {}

        /** It may have been applied, or be applied later. */
        record Unknown(String why, IOException failure) implements Outcome {}
    }

    private VersionPut() {}

    static Outcome run(VersionSlot slot, String txnId) {
        IOException failure = null;
        for (int put = 0; put < PUTS; put++) {
            try {
                slot.put();
                return new Outcome.Ours();
            } catch (IOException e) {
                failure = e;
                LOG.debug("A put failed; reading the version back", e);
            }
            Optional<String> winner;
            try {
                winner = slot.txnId();
            } catch (IOException e) {
                e.addSuppressed(failure);
                return new Outcome.Unknown("its version cannot be read back after a failed put", e);
            }
            if (winner.isPresent()) {
                return winner.get().equals(txnId) ? new Outcome.Ours() : new Outcome.Anothers(failure);
            }
        }
        return new Outcome.Unknown(String.valueOf(failure.getMessage()), failure);
    }
}
