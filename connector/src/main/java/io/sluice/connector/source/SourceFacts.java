package io.sluice.connector.source;

import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.offset.TopicMarker;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka said when it was asked; what is missing it did not say, or nobody was allowed to ask.
 *
 * @param topicIds by topic
 * @param bounds of every partition of the topics
 * @param group the offsets that Connect's consumer group was told
 */
public record SourceFacts(
        Optional<String> clusterId,
        Map<String, String> topicIds,
        Map<TopicPartition, LogBounds> bounds,
        Map<TopicPartition, Long> group) {
    public static final SourceFacts NONE = new SourceFacts(Optional.empty(), Map.of(), Map.of(), Map.of());

    public SourceFacts {
        topicIds = Map.copyOf(topicIds);
        bounds = Map.copyOf(bounds);
        group = Map.copyOf(group);
    }

    public Optional<LogBounds> of(TopicPartition partition) {
        return Optional.ofNullable(bounds.get(partition));
    }

    /** The marker of a topic, when both ids are known. */
    public Optional<TopicMarker> marker(SourceSettings source, String topic) {
        String topicId = topicIds.get(topic);
        return topicId == null
                ? Optional.empty()
                : clusterId.map(
                        cluster -> new TopicMarker(source.namespace(), source.sourceId(), topic, cluster, topicId));
    }
}
