package io.sluice.connector.offset;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The {@code appId} of a {@code txn} action that says which topic of which cluster a table's offsets are of:
 * {@code sluice/<namespace>/<source>/<topic>/id/<cluster id>/<topic id>}, each part URL-encoded. It stands beside the offsets and never in
 * their names, so that a task that was not allowed to look it up means the same offsets. Its version counts the ids that the name has had:
 * the highest is the one that holds, -1 is one that an operator made the table forget.
 */
public record TopicMarker(String namespace, String source, String topic, String clusterId, String topicId)
        implements TxnMarker {
    private static final String PREFIX = "sluice";
    private static final String KIND = "id";

    public TopicMarker {
        requireNonNull(namespace, "namespace is null");
        requireNonNull(source, "source is null");
        requireNonNull(topic, "topic is null");
        requireNonNull(clusterId, "clusterId is null");
        requireNonNull(topicId, "topicId is null");
    }

    /** Empty when it is not a marker of ours. */
    public static Optional<TopicMarker> parse(String appId) {
        String[] parts = appId.split("/", -1);
        if (parts.length != 7 || !parts[0].equals(PREFIX) || !parts[4].equals(KIND)) {
            return Optional.empty();
        }
        return Optional.of(new TopicMarker(
                decode(parts[1]), decode(parts[2]), decode(parts[3]), decode(parts[5]), decode(parts[6])));
    }

    /** Whether it speaks of the partition's topic. */
    public boolean isOf(AppId appId) {
        return namespace.equals(appId.namespace())
                && source.equals(appId.source())
                && topic.equals(appId.partition().topic());
    }

    @Override
    public String toString() {
        return String.join(
                "/",
                PREFIX,
                encode(namespace),
                encode(source),
                encode(topic),
                KIND,
                encode(clusterId),
                encode(topicId));
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
