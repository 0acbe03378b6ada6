package io.sluice.analytics.audit;

import io.sluice.analytics.error.JobException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka for its own offsets. */
final class KafkaReader {
    private static final long TIMEOUT_SECONDS = 60;

    private final Properties settings;

    /** @param settings of an Admin client; {@code bootstrap} wins over its {@code bootstrap.servers} */
    KafkaReader(String bootstrap, Properties settings) {
        this.settings = new Properties();
        this.settings.putAll(settings);
        this.settings.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    }

    /** Offsets of every partition of these topics; a topic that Kafka does not have is absent from the answer. */
    Map<TopicPartition, KafkaOffsets> read(Set<String> topics) {
        try (Admin admin = Admin.create(settings)) {
            Set<TopicPartition> partitions = partitions(admin, topics);
            Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            Map<TopicPartition, KafkaOffsets> offsets = new HashMap<>();
            partitions.forEach(
                    partition -> offsets.put(partition, new KafkaOffsets(begins.get(partition), ends.get(partition))));
            return offsets;
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw unreachable(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private JobException unreachable(Throwable cause) {
        return new JobException(
                "Cannot ask Kafka at " + settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                        + " for its offsets",
                cause.toString(),
                "Check --bootstrap and --kafka-config, or leave them out to audit the table alone",
                cause);
    }

    private static Set<TopicPartition> partitions(Admin admin, Set<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<TopicPartition> partitions = new HashSet<>();
        for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                get(topic.getValue())
                        .partitions()
                        .forEach(info -> partitions.add(new TopicPartition(topic.getKey(), info.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> specs =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answer :
                get(admin.listOffsets(specs).all()).entrySet()) {
            offsets.put(answer.getKey(), answer.getValue().offset());
        }
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
