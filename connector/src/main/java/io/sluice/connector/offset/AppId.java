package io.sluice.connector.offset;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The {@code appId} of the {@code txn} action that holds one partition's next offset (Delta's PROTOCOL.md, "Transaction Identifiers"):
 * {@code sluice/<namespace>/<source>/<topic>/<partition>}, each part URL-encoded. It is made of settings and coordinates alone: nothing
 * that is looked up may enter, or two tasks could hold two names for one partition and both land its records.
 */
public record AppId(String namespace, String source, TopicPartition partition) {
    private static final String PREFIX = "sluice";

    public AppId {
        requireNonNull(namespace, "namespace is null");
        requireNonNull(source, "source is null");
        requireNonNull(partition, "partition is null");
    }

    /** The parts of an appId, or empty when it is not one of ours (another writer's {@code txn}, or one of our markers). */
    public static Optional<AppId> parse(String appId) {
        String[] parts = appId.split("/", -1);
        if (parts.length != 5 || !parts[0].equals(PREFIX) || !parts[4].matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        TopicPartition partition = new TopicPartition(decode(parts[3]), Integer.parseInt(parts[4]));
        return Optional.of(new AppId(decode(parts[1]), decode(parts[2]), partition));
    }

    @Override
    public String toString() {
        return String.join(
                "/",
                PREFIX,
                encode(namespace),
                encode(source),
                encode(partition.topic()),
                Integer.toString(partition.partition()));
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
