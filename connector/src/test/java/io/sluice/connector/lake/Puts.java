package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Opens the put loop to a simulated log. */
public final class Puts {
    /** {@link VersionSlot} for other packages. */
    public interface Slot {
        void put() throws IOException;

        Optional<String> txnId() throws IOException;
    }

    private Puts() {}

    /** As a table's log does it with the real loop. */
    public static void run(Slot slot, String txnId) throws LakeUnavailableException, ConflictException {
        VersionPut.Outcome outcome = VersionPut.run(
                new VersionSlot() {
                    @Override
                    public void put() throws IOException {
                        slot.put();
                    }

                    @Override
                    public Optional<String> txnId() throws IOException {
                        return slot.txnId();
                    }
                },
                txnId);
        if (outcome instanceof VersionPut.Outcome.Anothers lost) {
            throw new ConflictException(lost.failure());
        }
        if (outcome instanceof VersionPut.Outcome.Unknown unknown) {
            throw away(unknown.failure());
        }
    }

    public static LakeUnavailableException away(IOException cause) {
        return new LakeUnavailableException("Simulated lake: " + cause.getMessage(), cause);
    }

    public static SourceOffsets offsets(Map<AppId, Long> versions) {
        return new SourceOffsets(versions);
    }
}
