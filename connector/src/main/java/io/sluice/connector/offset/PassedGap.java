package io.sluice.connector.offset;

import static java.util.Objects.requireNonNull;

/**
 * Offsets that the lake never got and never will: {@code offset.gap} passed over them.
 *
 * @param cause why Kafka does not have them
 * @param from what the lake expected next
 * @param next where it goes on; below {@code from} when the topic begins anew; -1 when the topic has no such partition any more
 */
public record PassedGap(AppId appId, String cause, long from, long next) {
    public PassedGap {
        requireNonNull(appId, "appId is null");
        requireNonNull(cause, "cause is null");
    }
}
