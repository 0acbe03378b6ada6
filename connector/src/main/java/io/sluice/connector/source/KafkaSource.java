package io.sluice.connector.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks by an Admin client. A question that is not answered is said once in the log and left out: the sink does not need the answer. */
public final class KafkaSource implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSource.class);
    private static final String PATIENCE_MS = "10000";

    private final Admin admin;
    private final Optional<String> group;
    private final Duration patience;
    private final Set<String> said = new HashSet<>();

    private KafkaSource(Admin admin, Optional<String> group, Duration patience) {
        this.admin = admin;
        this.group = group;
        this.patience = patience;
    }

    /**
     * @param settings {@code source.admin.*} without the prefix; none: nobody is asked
     * @param group the consumer group whose offsets matter; empty for none
     */
    public static Source of(Map<String, String> settings, String clientId, Optional<String> group) {
        if (settings.isEmpty()) {
            return Source.none();
        }
        Map<String, Object> config = new HashMap<>(settings);
        config.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        Duration patience = Duration.ofMillis(
                Long.parseLong(String.valueOf(config.get(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG))));
        return new KafkaSource(Admin.create(config), group, patience);
    }

    @Override
    public SourceFacts look(Set<String> topics) {
        long deadline = System.nanoTime() + patience.toNanos();
        KafkaFuture<String> cluster = admin.describeCluster().clusterId();
        DescribeTopicsResult described = admin.describeTopics(topics);
        Map<String, String> ids = new HashMap<>();
        Set<TopicPartition> partitions = new HashSet<>();
        described.topicNameValues().forEach((topic, future) -> answer(
                        "topic " + topic + "'s id, so that a topic deleted and created again is not noticed",
                        future,
                        deadline)
                .ifPresent(description -> note(description, ids, partitions)));
        return new SourceFacts(
                answer("the cluster's id, so that another cluster's topics are not noticed", cluster, deadline),
                ids,
                bounds(partitions, deadline),
                group.map(id -> told(id, deadline)).orElse(Map.of()));
    }

    private Map<TopicPartition, Long> told(String id, long deadline) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(
                        "what consumer group " + id
                                + " was told, so that records that a transform filtered count as removed before they landed",
                        admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata(),
                        deadline)
                .ifPresent(told -> told.forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                }));
        return offsets;
    }

    private static void note(TopicDescription topic, Map<String, String> ids, Set<TopicPartition> partitions) {
        ids.put(topic.name(), topic.topicId().toString());
        topic.partitions().forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
    }

    private Map<TopicPartition, LogBounds> bounds(Collection<TopicPartition> partitions, long deadline) {
        ListOffsetsResult starts = list(partitions, OffsetSpec.earliest());
        ListOffsetsResult ends = list(partitions, OffsetSpec.latest());
        Map<TopicPartition, LogBounds> bounds = new HashMap<>();
        for (TopicPartition partition : partitions) {
            String what =
                    "where topic " + partition.topic() + " begins and ends, so that removed records are not noticed";
            Optional<Long> start = answer(what, starts.partitionResult(partition), deadline)
                    .map(ListOffsetsResult.ListOffsetsResultInfo::offset);
            Optional<Long> end = answer(what, ends.partitionResult(partition), deadline)
                    .map(ListOffsetsResult.ListOffsetsResultInfo::offset);
            if (start.isPresent() && end.isPresent()) {
                bounds.put(partition, new LogBounds(start.get(), end.get()));
            }
        }
        return bounds;
    }

    private ListOffsetsResult list(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        return admin.listOffsets(asked);
    }

    private <T> Optional<T> answer(String what, KafkaFuture<T> future, long deadline) {
        try {
            return Optional.ofNullable(future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException e) {
            unanswered(what, "no answer within " + patience.toMillis() + " ms");
            return Optional.empty();
        } catch (ExecutionException e) {
            unanswered(what, e.getCause().getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** The kind of failure alone: a message may quote settings. */
    private void unanswered(String what, String why) {
        if (said.add(what)) {
            LOG.warn(
                    "Not checked: {} ({}). Give source.admin.*'s user the right to describe the topics, and check its address.",
                    what,
                    why);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
