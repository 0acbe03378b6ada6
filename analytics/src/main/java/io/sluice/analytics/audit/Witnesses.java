package io.sluice.analytics.audit;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * All that an audit has to go by.
 *
 * @param kafka empty when Kafka was not asked
 */
record Witnesses(TableLog log, LandedRows rows, Optional<Map<TopicPartition, KafkaOffsets>> kafka, Removals removals) {
    OffsetSet rows(TopicPartition partition) {
        return rows.offsets().getOrDefault(partition, new OffsetSet());
    }

    Optional<KafkaOffsets> kafka(TopicPartition partition) {
        return kafka.map(offsets -> offsets.get(partition));
    }

    /** How many sources landed this topic and partition here. */
    long sources(TopicPartition partition) {
        return log.partitions().stream()
                .filter(other -> other.topicPartition().equals(partition))
                .count();
    }

    Witnesses with(Removals found) {
        return new Witnesses(log, rows, kafka, found);
    }
}
