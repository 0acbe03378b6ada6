package io.sluice.local.kafka;

import io.sluice.local.data.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An idempotent producer that knows where each record went. */
public final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    public Sender(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.LINGER_MS_CONFIG, 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends all, each to the partition of its key, and returns when the broker has them all. */
    public Produced send(String topic, List<Message> messages) {
        return sendAll(
                topic,
                messages.stream()
                        .map(message -> new ProducerRecord<>(topic, utf8(message.key()), utf8(message.value())))
                        .toList());
    }

    /** The same for values of any format, without keys. */
    public Produced sendValues(String topic, List<byte[]> values) {
        return sendAll(
                topic,
                values.stream()
                        .map(value -> new ProducerRecord<byte[], byte[]>(topic, value))
                        .toList());
    }

    private Produced sendAll(String topic, List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> pending = new ArrayList<>(records.size());
        records.forEach(record -> pending.add(producer.send(record)));
        Map<Integer, Set<Long>> offsets = new TreeMap<>();
        for (Future<RecordMetadata> future : pending) {
            RecordMetadata record = acknowledged(topic, future);
            offsets.computeIfAbsent(record.partition(), partition -> new TreeSet<>())
                    .add(record.offset());
        }
        return new Produced(topic, offsets);
    }

    @Override
    public void close() {
        producer.close();
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static RecordMetadata acknowledged(String topic, Future<RecordMetadata> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a record of topic " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while records of topic " + topic + " were sent", e);
        }
    }
}
