package io.sluice.benchmark.events;

import io.sluice.local.kafka.Broker;
import io.sluice.local.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of events, the same whenever it is made.
 *
 * @param name of the topic
 * @param expected of a table that has all of it
 */
public record EventTopic(String name, Expected expected) {
    public static final int PARTITIONS = 4;
    private static final long SEED = 42;

    /**
     * The topic of that many events, filled if the broker does not have it yet.
     *
     * @param notes folder beside the broker's that says which topics are whole
     */
    public static EventTopic of(Broker broker, Path notes, long records) {
        String name = "events-" + records;
        Path note = notes.resolve(name + ".properties");
        if (!Files.exists(note)) {
            try (Admin admin = broker.admin()) {
                Topics.create(admin, name, PARTITIONS);
            }
            fill(broker.bootstrap(), name, records).write(note);
        }
        return new EventTopic(name, Expected.read(note));
    }

    private static Expected fill(String bootstrap, String name, long records) {
        Event event = new Event(SEED);
        StringBuilder text = new StringBuilder();
        Checksum[] checksums = Checksum.values();
        long[] sums = new long[checksums.length];
        long bytes = 0;
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
            for (long record = 0; record < records && failure.get() == null; record++) {
                event.next();
                byte[] key = bytes(text, event::key);
                byte[] value = bytes(text, event::json);
                bytes += value.length;
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += checksums[i].part(event);
                }
                var unused = producer.send(new ProducerRecord<>(name, key, value), (metadata, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka did not take a record of topic " + name, failure.get());
        }
        Map<Checksum, Long> named = new EnumMap<>(Checksum.class);
        for (int i = 0; i < sums.length; i++) {
            named.put(checksums[i], sums[i]);
        }
        return new Expected(named, bytes);
    }

    private static byte[] bytes(StringBuilder text, Consumer<StringBuilder> writer) {
        text.setLength(0);
        writer.accept(text);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Idempotent, so that a batch that is sent again is not there twice. */
    private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        100,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        65_536,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        134_217_728L),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
