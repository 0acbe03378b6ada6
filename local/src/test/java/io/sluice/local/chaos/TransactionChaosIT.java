package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S19: three in ten transactions are aborted, the last one of each partition too, and a worker is killed twice meanwhile. Short: 40,000
 * records; long: a million.
 */
@ExtendWith(WithFleet.class)
final class TransactionChaosIT {
    private static final String NAME = "transactions";
    private static final int PARTITIONS = 4;
    private static final int PER_TRANSACTION = 200;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Random random = Form.random();
    private final Fleet fleet;
    private final Ledger ledger = new Ledger();
    private long nextId;
    private long aborted;

    TransactionChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s19OnlyCommittedRecordsLandAndEachOnce() throws Exception {
        int transactions = Form.rounds(200, 5000);
        Path lake = fleet.work().resolve("transactions-lake");
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        try (Workers workers = fleet.workers(NAME, Map.of()).start(1);
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger);
                KafkaProducer<String, String> producer = producer()) {
            Sink sink = new Sink(NAME, workers, lake).deploy();
            producer.initTransactions();
            for (int i = 0; i < transactions; i++) {
                if (i == transactions / 3 || i == transactions / 2) {
                    workers.awaitStarts();
                    workers.kill(1);
                    workers.starts(1);
                }
                transaction(producer, i + 1 < transactions && random.nextInt(10) >= 3);
            }
            workers.awaitStarts();
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            Verdict verdict = oracle.finish();
            assertThat(verdict.rows()).isEqualTo(ledger.records());
            assertThat(verdict.rows() + aborted).isEqualTo(nextId);
            Form.figure(
                    "A9",
                    nextId + " records in transactions, " + 100 * aborted / nextId
                            + " % aborted, read_committed, 2 kills",
                    verdict.rows() + " landed, 0 lost, 0 duplicated, 0 aborted ones landed");
        }
    }

    private void transaction(KafkaProducer<String, String> producer, boolean commit) throws Exception {
        List<java.util.concurrent.Future<RecordMetadata>> sent = new ArrayList<>();
        long first = nextId;
        producer.beginTransaction();
        for (int i = 0; i < PER_TRANSACTION; i++) {
            long id = nextId++;
            sent.add(producer.send(new ProducerRecord<>(NAME, (int) (id % PARTITIONS), "key", Traffic.document(id))));
        }
        producer.flush();
        if (commit) {
            producer.commitTransaction();
            for (int i = 0; i < sent.size(); i++) {
                RecordMetadata record = sent.get(i).get();
                ledger.acknowledged(new TopicPartition(record.topic(), record.partition()), record.offset(), first + i);
            }
        } else {
            producer.abortTransaction();
            aborted += PER_TRANSACTION;
        }
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        fleet.broker().bootstrap(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "chaos",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new StringSerializer(),
                new StringSerializer());
    }
}
