package io.sluice.local.kafka;

import io.sluice.local.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Makes topics. */
public final class Topics {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Topics() {}

    /**
     * Returns when every partition answers: sequence numbers of an idempotent producer that starts sooner can get out of order for good,
     * when its first batch finds no leader yet and its second does.
     */
    public static void create(Admin admin, String name, int partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
        if (!answered(admin.createTopics(List.of(topic)).all())) {
            throw new IllegalStateException("Cannot create topic " + name + ": the broker was not ready.");
        }
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Await.answer(
                "An answer from each partition of " + name,
                LIMIT,
                () -> answered(admin.listOffsets(ends).all()) ? Optional.of(ends) : Optional.empty(),
                () -> "See the broker's log.");
    }

    /** False for what may pass by itself, such as a topic that the broker has not heard of yet. */
    private static boolean answered(KafkaFuture<?> future) {
        try {
            future.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IllegalStateException("Kafka refuses: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was asked", e);
        }
    }
}
