package io.sluice.connector;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.offset.Partitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final Optional<DeadLetterTable> deadLetters;
    private final Outage outage;
    private final SinkMetrics metrics;
    private final TaskClock clock;
    private final Redaction redaction;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    /** Of the record before: Kafka delivers a partition's records one after the other. */
    private Lane lane = Lane.NONE;
    /** Counts the calls of {@code put}. */
    private long put;

    Intake(TaskParts parts, Partitions partitions, Starts starts, Outage outage) {
        this.nullValues = parts.settings().value().nullValues();
        this.partitions = partitions;
        this.tables = parts.tables();
        this.starts = starts;
        this.errants = parts.errants();
        this.deadLetters = parts.settings().errors().deadLetterTable().isPresent()
                ? Optional.of(new DeadLetterTable(tables, parts.metrics(), parts.clock()))
                : Optional.empty();
        this.outage = outage;
        this.metrics = parts.metrics();
        this.clock = parts.clock();
        this.redaction = Redaction.of(parts.settings());
    }

    /** To be called before the records of a {@code put} are taken. */
    void begin() {
        put++;
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
            if (record.value() == null && nullValues == NullValues.IGNORE && tables.needsValue(record.topic())) {
                tables.ledger().dropped(lane.appId(), ErrorCode.NULL_VALUE.name(), clock.millis());
                metrics.recordsDropped(1);
            } else if (!land(record, partition, offset)) {
                return;
            }
            partitions.accepted(partition, offset);
        } catch (LakeUnavailableException e) {
            LOG.warn("{}; {} waits at offset {}", redaction.redact(e.getMessage()), partition, offset);
            partitions.hold(partition, offset);
            outage.met(partition, e, clock.millis());
        }
    }

    /** @return false when the record is not to be taken now */
    private boolean land(SinkRecord record, TopicPartition partition, long offset) throws LakeUnavailableException {
        OpenTable table;
        try {
            requireValue(record);
            table = lane.table(record, tables);
        } catch (RecordError unroutable) {
            return deadLetters.isEmpty()
                    ? reportUnroutable(record, unroutable)
                    : landUnroutable(record, partition, offset, unroutable);
        }
        if (lane.isSettled(table, put)) {
            buffer(record, table, offset);
            return true;
        }
        return landFirst(record, table, partition, offset);
    }

    /**
     * The first record of a partition that comes to a table in a {@code put}. What holds of it holds of those that follow: the table's offset is
     * read, does not move before the task flushes and lies below them, and where the partition begins is settled. Whether one became a
     * letter must be asked of each.
     *
     * @return false when the record is not to be taken now
     */
    private boolean landFirst(SinkRecord record, OpenTable table, TopicPartition partition, long offset)
            throws LakeUnavailableException {
        OptionalLong expected = tables.expected(table, lane.appId());
        outage.answered(partition);
        if (!isDue(record, partition, offset, expected)) {
            return false;
        }
        if (offset < expected.orElse(0) || isLetter(offset)) {
            metrics.duplicatesDropped(1);
            return true;
        }
        table.begin(clock.millis());
        if (deadLetters.isEmpty()) {
            lane.settle(table, put);
        }
        buffer(record, table, offset);
        return true;
    }

    /** Whether the record became a letter when it came before. */
    private boolean isLetter(long offset) throws LakeUnavailableException {
        return deadLetters.isPresent() && deadLetters.get().has(lane.appId(), offset);
    }

    /** A tombstone whose table only a value could name is refused as what it is. */
    private void requireValue(SinkRecord record) throws RecordError {
        if (record.value() == null && nullValues != NullValues.WRITE && tables.needsValue(record.topic())) {
            throw SinkErrors.nullValue();
        }
    }

    /** Whether a record is the next one of its partition. */
    private boolean isDue(SinkRecord record, TopicPartition partition, long offset, OptionalLong expected)
            throws LakeUnavailableException {
        if (partitions.skipsAhead(partition, offset, expected)) {
            partitions.hold(partition, expected.getAsLong());
            return false;
        }
        return expected.isPresent() || starts.takes(record, partition, offset);
    }

    private boolean reportUnroutable(SinkRecord record, RecordError unroutable) {
        errants.reportUnroutable(record, unroutable);
        metrics.recordsDeadLettered(1);
        return true;
    }

    private boolean landUnroutable(SinkRecord record, TopicPartition partition, long offset, RecordError unroutable)
            throws LakeUnavailableException {
        errants.requireLetter(record, unroutable);
        OptionalLong expected = deadLetters.get().expected(lane.appId());
        outage.answered(partition);
        if (!isDue(record, partition, offset, expected)) {
            return false;
        }
        if (isLetter(offset)) {
            metrics.duplicatesDropped(1);
        } else {
            deadLetters.get().take(record, lane.appId(), offset, Optional.empty(), unroutable);
        }
        return true;
    }

    private void buffer(SinkRecord record, OpenTable table, long offset) throws LakeUnavailableException {
        try {
            if (record.value() == null) {
                bufferNull(record, table, offset);
            } else {
                table.append(lane.appId(), record, offset);
            }
        } catch (RecordError error) {
            if (deadLetters.isEmpty()) {
                errants.report(record, table.name(), error);
                metrics.recordsDeadLettered(1);
            } else {
                errants.requireLetter(record, table.name(), error);
                deadLetters.get().take(record, lane.appId(), offset, Optional.of(table.name()), error);
            }
            table.range(lane.appId()).deadLettered(offset);
        }
    }

    private void bufferNull(SinkRecord record, OpenTable table, long offset) throws RecordError {
        switch (nullValues) {
            case WRITE -> table.append(lane.appId(), record, offset);
            case IGNORE -> {
                table.range(lane.appId()).dropped(offset, ErrorCode.NULL_VALUE.name());
                metrics.recordsDropped(1);
            }
            case FAIL, DEAD_LETTER -> throw SinkErrors.nullValue();
        }
    }

    /** The open tables were forgotten. */
    void discard() {
        lanes.clear();
        deadLetters.ifPresent(DeadLetterTable::discard);
        lane = Lane.NONE;
    }
}
