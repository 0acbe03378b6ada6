package io.sluice.local.chaos;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records at a steady rate, round robin over a topic's partitions, each with a unique id, until it is closed. */
final class Traffic implements AutoCloseable {
    private static final int TICK_MS = 20;

    private final KafkaProducer<String, String> producer;
    private final Ledger ledger;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "traffic");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private Traffic(String bootstrap, Ledger ledger) {
        this.ledger = ledger;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        300_000,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new StringSerializer(),
                new StringSerializer());
    }

    /** @param ids where the records' unique ids come from; may be shared by several */
    static Traffic start(String bootstrap, Ledger ledger, String topic, int partitions, int perSecond, AtomicLong ids) {
        return start(bootstrap, ledger, topic, partitions, perSecond, ids, Traffic::document);
    }

    /** @param document the value of the record with that id */
    static Traffic start(
            String bootstrap,
            Ledger ledger,
            String topic,
            int partitions,
            int perSecond,
            AtomicLong ids,
            LongFunction<String> document) {
        Traffic traffic = new Traffic(bootstrap, ledger);
        int perTick = Math.max(1, perSecond * TICK_MS / 1000);
        Runnable tick = () -> {
            for (int i = 0; i < perTick; i++) {
                long id = ids.getAndIncrement();
                traffic.send(new TopicPartition(topic, (int) (id % partitions)), id, document.apply(id));
            }
        };
        var unused = traffic.clock.scheduleAtFixedRate(() -> traffic.noting(tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
        return traffic;
    }

    private void noting(Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    static String document(long id) {
        return "{\"id\":" + id + ",\"word\":\"word " + id % 97 + "\"}";
    }

    private void send(TopicPartition to, long id, String value) {
        var unused = producer.send(
                new ProducerRecord<>(to.topic(), to.partition(), Long.toString(id % 97), value),
                (record, error) -> note(to, id, record, error));
    }

    private void note(TopicPartition to, long id, RecordMetadata record, Exception error) {
        if (error == null) {
            ledger.acknowledged(to, record.offset(), id);
        } else {
            failure.compareAndSet(null, error);
        }
    }

    /** Ends it when everything sent is acknowledged. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The producer hangs.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka did not take a record", failure.get());
        }
    }
}
