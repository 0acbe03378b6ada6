package io.sluice.connector;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.Partitions;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of each record that Connect delivers: refused, dropped as a duplicate, buffered in its table, or reported. Owned by the task
 * thread.
 *
 * <p>I2 of the design: a record is buffered only if {@link Partitions} admits it and its table does not hold its offset yet.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final NullValues nullValues;
    private final Partitions partitions;
    private final OpenTables tables;
    private final Starts starts;
    private final ErrantRecords errants;
    private final Outage outage;
    private final SinkMetrics metrics;
    private final TaskClock clock;
    private final Redaction redaction;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    /** Of the record before: Kafka delivers a partition's records one after the other. */
    private Lane lane = Lane.NONE;

    Intake(TaskParts parts, Partitions partitions, Starts starts, Outage outage) {
        this.nullValues = parts.settings().value().nullValues();
        this.partitions = partitions;
        this.tables = parts.tables();
        this.starts = starts;
        this.errants = parts.errants();
        this.outage = outage;
        this.metrics = parts.metrics();
        this.clock = parts.clock();
        this.redaction = Redaction.of(parts.settings());
    }

    void take(SinkRecord record) {
        if (!lane.isOf(record)) {
            lane = lanes.computeIfAbsent(
                    Coordinates.partition(record),
                    partition -> new Lane(
                            record.originalTopic(),
                            record.originalKafkaPartition(),
                            partition,
                            tables.appId(partition)));
        }
        TopicPartition partition = lane.partition();
        long offset = Coordinates.offset(record);
        switch (partitions.admit(partition, offset)) {
            case ACCEPTED -> accept(record, partition, offset);
            case DUPLICATE -> metrics.duplicatesDropped(1);
            case REFUSED -> LOG.trace("Refused {}@{}: it will be delivered again", partition, offset);
            case WENT_BACK -> throw SinkErrors.offsetsWentBack(partition, offset);
        }
    }

    private void accept(SinkRecord record, TopicPartition partition, long offset) {
        try {
            OpenTable table = lane.table(record.topic(), tables);
            OptionalLong expected = tables.expected(table, lane.appId());
            outage.answered(partition);
            if (partitions.skipsAhead(partition, offset, expected)) {
                partitions.hold(partition, expected.getAsLong());
                return;
            }
            if (expected.isEmpty() && !starts.takes(record, partition, offset)) {
                return;
            }
            if (offset < expected.orElse(0)) {
                metrics.duplicatesDropped(1);
            } else {
                buffer(record, table, lane.appId(), offset);
            }
            partitions.accepted(partition, offset);
        } catch (RecordError unroutable) {
            errants.reportUnroutable(record, unroutable);
            metrics.recordsDeadLettered(1);
            partitions.accepted(partition, offset);
        } catch (LakeUnavailableException e) {
            LOG.warn("{}; {} waits at offset {}", redaction.redact(e.getMessage()), partition, offset);
            partitions.hold(partition, offset);
            outage.met(partition, e, clock.millis());
        }
    }

    private void buffer(SinkRecord record, OpenTable table, AppId appId, long offset) {
        if (!table.hasWork()) {
            table.begin(clock.millis());
        }
        try {
            if (record.value() == null) {
                bufferNull(record, table, appId, offset);
            } else {
                table.append(appId, record, offset);
            }
        } catch (RecordError error) {
            errants.report(record, table.name(), error);
            table.range(appId, offset).deadLettered(offset);
            metrics.recordsDeadLettered(1);
        }
    }

    private void bufferNull(SinkRecord record, OpenTable table, AppId appId, long offset) throws RecordError {
        switch (nullValues) {
            case WRITE -> table.append(appId, record, offset);
            case IGNORE -> {
                table.range(appId, offset).dropped(offset, ErrorCode.NULL_VALUE.name());
                metrics.recordsDropped(1);
            }
            case FAIL, DEAD_LETTER -> throw SinkErrors.nullValue();
        }
    }

    /** The open tables were forgotten. */
    void discard() {
        lanes.clear();
        lane = Lane.NONE;
    }
}
