package io.sluice.local.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a dead-letter topic of one partition holds. */
final class DeadLetters {
    /** Of the letter's first field: the rest may be larger than a JSON parser takes. */
    private static final Pattern ID = Pattern.compile("\\{\"id\":(\\d+)");

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
                    Matcher id = ID.matcher(letter.value());
                    if (!id.lookingAt()) {
                        throw new IllegalStateException("A dead letter that no test sent, at " + letter.offset());
                    }
                    ids.add(Long.parseLong(id.group(1)));
                }
            }
            return ids;
        }
    }
}
