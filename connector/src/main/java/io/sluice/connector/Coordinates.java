package io.sluice.connector;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record came from in Kafka, whatever the SMTs made of it (KIP-793). Offsets are kept by these alone: a router that renames topics
 * would otherwise give one partition two names.
 */
final class Coordinates {
    private Coordinates() {}

    static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    static long offset(SinkRecord record) {
        return record.originalKafkaOffset();
    }

    /** Refuses a worker before 3.6, which does not tell them: with an SMT that renames, records would be lost or doubled. */
    static void requireKnown() {
        try {
            SinkRecord.class.getMethod("originalTopic");
        } catch (NoSuchMethodException e) {
            throw new org.apache.kafka.connect.errors.ConnectException(
                    "This Connect worker does not tell a record's original topic, partition and offset (KIP-793), so exactly once cannot"
                            + " be kept. Run the connector on Kafka Connect 3.6 or later.",
                    e);
        }
    }
}
