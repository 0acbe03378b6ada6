package io.sluice.connector;

import io.sluice.connector.error.RecordError;
import io.sluice.connector.offset.AppId;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What need not be looked up again while records of one partition follow each other. */
final class Lane {
    /** No record's. */
    static final Lane NONE = new Lane("", -1, null, null);

    private final String topic;
    private final int number;
    private final TopicPartition partition;
    private final AppId appId;
    /** The topic that the transforms gave the record that was routed last, and its table; null before the first. */
    private String routed;

    private OpenTable table;
    /** See {@link #isSettled}. */
    private OpenTable settled;

    private long settledPut;

    /**
     * @param topic as Kafka has it
     * @param number of the partition in that topic
     */
    Lane(String topic, int number, TopicPartition partition, AppId appId) {
        this.topic = topic;
        this.number = number;
        this.partition = partition;
        this.appId = appId;
    }

    boolean isOf(SinkRecord record) {
        return record.originalKafkaPartition() == number && topic.equals(record.originalTopic());
    }

    TopicPartition partition() {
        return partition;
    }

    AppId appId() {
        return appId;
    }

    OpenTable table(SinkRecord record, OpenTables tables) throws RecordError {
        String recordTopic = record.topic();
        if (table != null && !table.isForgotten() && routed.equals(recordTopic)) {
            return table;
        }
        OpenTable found = tables.route(record);
        if (tables.isRoutedByTopic(recordTopic)) {
            table = found;
            routed = recordTopic;
        }
        return found;
    }

    /** What was asked of the lane's record before this one, and need not be asked again of one that goes to the same table in the same put. */
    boolean isSettled(OpenTable asked, long put) {
        return asked == settled && put == settledPut;
    }

    void settle(OpenTable asked, long put) {
        settled = asked;
        settledPut = put;
    }
}
