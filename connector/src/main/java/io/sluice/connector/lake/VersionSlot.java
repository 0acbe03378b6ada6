package io.sluice.connector.lake;

import java.io.IOException;
import java.util.Optional;

/** One version of a table's log, as its store offers it. */
interface VersionSlot {
    /**
     * Puts our bytes, the same at each call, if the version is absent.
     *
     * @throws IOException which says nothing of what became of the put
     */
    void put() throws IOException;

    /** The txnId that the version holds ("" when it has none), or empty when the version is absent. */
    Optional<String> txnId() throws IOException;
}
