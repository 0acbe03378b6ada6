package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * I1 of the design: what a snapshot holds must equal what the task believes. Equality, not order: a log that is ahead or behind was moved by
 * someone else.
 */
final class Fence {
    private Fence() {}

    /** Empty when the beliefs about these partitions hold. */
    static Optional<LandOutcome> check(
            String location, Set<AppId> appIds, Map<AppId, OptionalLong> expected, SourceOffsets held) {
        for (AppId appId : appIds) {
            OptionalLong believed = expected.get(appId);
            OptionalLong found = held.next(appId);
            if (!believed.equals(found)) {
                return Optional.of(new LandOutcome.Rewind(
                        "table " + location + " holds offset " + text(found) + " for " + appId.partition()
                                + ", this task expected " + text(believed) + ": another task landed it",
                        true));
            }
        }
        return Optional.empty();
    }

    private static String text(OptionalLong offset) {
        return offset.isPresent() ? Long.toString(offset.getAsLong()) : "none";
    }
}
