package io.sluice.analytics.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Whose offsets: what the {@code appId} of a {@code txn} action names, {@code sluice/<namespace>/<source>/<topic>/<partition>} with each part
 * URL-encoded (Delta's PROTOCOL.md, "Transaction Identifiers").
 */
record SourcePartition(String namespace, String source, String topic, int partition)
        implements Comparable<SourcePartition> {
    private static final Comparator<SourcePartition> ORDER = Comparator.comparing(SourcePartition::topic)
            .thenComparing(SourcePartition::partition)
            .thenComparing(SourcePartition::namespace)
            .thenComparing(SourcePartition::source);

    /** The parts of an appId, or empty when it is no landing's: another writer's, or a marker of Sluice's that holds no offset. */
    static Optional<SourcePartition> parse(String appId) {
        String[] parts = appId.split("/", -1);
        if (parts.length != 5 || !parts[0].equals("sluice") || !parts[4].matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(new SourcePartition(
                decoded(parts[1]), decoded(parts[2]), decoded(parts[3]), Integer.parseInt(parts[4])));
    }

    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public int compareTo(SourcePartition other) {
        return ORDER.compare(this, other);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
