package io.sluice.analytics.replay;

import java.util.Objects;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param letters the dead letter table: a name in the lake, or a path
 * @param where which letters, in SQL; empty for all
 * @param into the table to put them into; empty for the one that each was meant for
 * @param dryRun whether only to say what would happen
 */
record ReplaySettings(
        String letters, Optional<String> where, Optional<String> into, Correction correction, boolean dryRun) {
    ReplaySettings {
        Objects.requireNonNull(letters);
        Objects.requireNonNull(where);
        Objects.requireNonNull(into);
        Objects.requireNonNull(correction);
    }
}
