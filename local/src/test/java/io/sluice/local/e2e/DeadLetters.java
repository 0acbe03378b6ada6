package io.sluice.local.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Connect's own topic of records that failed. */
final class DeadLetters {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private DeadLetters() {}

    /** The first that are there, of a topic with one partition; returns when there is one. */
    static List<ConsumerRecord<String, String>> read(String bootstrap, String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(LIMIT).records(partition);
        }
    }

    /** Why, as Connect tells it with {@code errors.deadletterqueue.context.headers.enable}. */
    static String reason(ConsumerRecord<?, ?> letter) {
        return new String(
                letter.headers()
                        .lastHeader("__connect.errors.exception.message")
                        .value(),
                StandardCharsets.UTF_8);
    }
}
