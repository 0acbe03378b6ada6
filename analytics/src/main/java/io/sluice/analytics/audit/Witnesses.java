package io.sluice.analytics.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** All that an audit has to go by. */
final class Witnesses {
    private final TableLog log;
    private final Map<SourcePartition, Chain> chains;
    private final Map<TopicPartition, Set<SourcePartition>> sources = new HashMap<>();
    private final LandedRows rows;
    private final Optional<Map<TopicPartition, KafkaOffsets>> kafka;
    private final Removals removals;

    /** @param kafka empty when Kafka was not asked */
    Witnesses(TableLog log, LandedRows rows, Optional<Map<TopicPartition, KafkaOffsets>> kafka, Removals removals) {
        this(log, Chain.all(log), rows, kafka, removals);
    }

    private Witnesses(
            TableLog log,
            Map<SourcePartition, Chain> chains,
            LandedRows rows,
            Optional<Map<TopicPartition, KafkaOffsets>> kafka,
            Removals removals) {
        this.log = log;
        this.chains = chains;
        this.rows = rows;
        this.kafka = kafka;
        this.removals = removals;
        chains.keySet().forEach(partition -> sources.computeIfAbsent(partition.topicPartition(), any -> new TreeSet<>())
                .add(partition));
    }

    /** The same witnesses, heard again with what is known of removed rows. */
    Witnesses with(Removals found) {
        return new Witnesses(log, chains, rows, kafka, found);
    }

    TableLog log() {
        return log;
    }

    LandedRows rows() {
        return rows;
    }

    OffsetSet rows(TopicPartition partition) {
        return rows.offsets().getOrDefault(partition, new OffsetSet());
    }

    /** Dead letters of the partition that were put back as rows. */
    OffsetSet replayed(TopicPartition partition) {
        return log.replayed().getOrDefault(partition, new OffsetSet());
    }

    Removals removals() {
        return removals;
    }

    Optional<Map<TopicPartition, KafkaOffsets>> kafka() {
        return kafka;
    }

    Optional<KafkaOffsets> kafka(TopicPartition partition) {
        return kafka.map(offsets -> offsets.get(partition));
    }

    /** Everyone whose offsets the table holds or held, as far as the log remembers. */
    Set<SourcePartition> partitions() {
        return new TreeSet<>(chains.keySet());
    }

    Chain chain(SourcePartition partition) {
        return chains.getOrDefault(partition, new Chain());
    }

    /** Everyone who landed this topic and partition here. */
    List<Chain> chains(TopicPartition partition) {
        return sources.getOrDefault(partition, Set.of()).stream()
                .map(chains::get)
                .toList();
    }
}
