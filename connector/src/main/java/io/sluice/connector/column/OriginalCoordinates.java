package io.sluice.connector.column;

import java.util.Arrays;
import org.apache.kafka.connect.sink.SinkRecord;

/** What KIP-793 added in Connect 3.6: where Kafka holds the record, whatever transforms made of it. */
final class OriginalCoordinates {
    /** Whether the worker has them; the methods below may be called only then. */
    static final boolean KNOWN = Arrays.stream(SinkRecord.class.getMethods())
            .anyMatch(method -> method.getName().equals("originalTopic"));

    private OriginalCoordinates() {}

    static String topic(SinkRecord record) {
        return record.originalTopic();
    }

    static Integer partition(SinkRecord record) {
        return record.originalKafkaPartition();
    }

    static long offset(SinkRecord record) {
        return record.originalKafkaOffset();
    }
}
