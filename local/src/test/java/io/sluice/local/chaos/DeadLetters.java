package io.sluice.local.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a dead-letter topic of one partition holds. */
final class DeadLetters {
    private static final Duration POLL = Duration.ofSeconds(1);

    private DeadLetters() {}

    /** The ids of its records; one that was sent again after a crash counts once. */
    static Set<Long> ids(String bootstrap, String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            Set<Long> ids = new TreeSet<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> letter : consumer.poll(POLL)) {
                    ids.add(new ObjectMapper()
                            .readTree(letter.value())
                            .get("id")
                            .asLong());
                }
            }
            return ids;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
