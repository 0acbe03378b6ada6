package io.sluice.connector;

import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.config.SourceSettings.StartWithoutLakeOffset;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.offset.Beginning;
import io.sluice.connector.offset.Partitions;
import io.sluice.connector.offset.PassedGap;
import io.sluice.connector.source.GapRule;
import io.sluice.connector.source.LogBounds;
import io.sluice.connector.source.Source;
import io.sluice.connector.source.SourceFacts;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a partition starts, and why. The lake's offset wins; where Kafka no longer has it, {@code offset.gap} decides; where the lake has
 * none, {@code start.without.lake.offset}. Owned by the task thread.
 *
 * <p>A task is not told the group's offset, only records. Whether a first record above 0 is where the log begins or where the group stood
 * is found out by moving the consumer to the floor once: what it then delivers first lies at the same place, or it was left out.
 */
final class Starts {
    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

    private final SourceSettings settings;
    private final boolean nullsAreDropped;
    private final Partitions partitions;
    private final OpenTables tables;
    private final Source source;
    private final SinkMetrics metrics;
    private SourceFacts facts = SourceFacts.NONE;

    Starts(SinkSettings settings, Partitions partitions, OpenTables tables, Source source, SinkMetrics metrics) {
        this.settings = settings.source();
        this.nullsAreDropped = settings.value().nullValues() == NullValues.IGNORE;
        this.partitions = partitions;
        this.tables = tables;
        this.source = source;
        this.metrics = metrics;
    }

    /** Asks Kafka about the partitions that are to be opened next. */
    void look(Collection<TopicPartition> opening) {
        if (!opening.isEmpty()) {
            facts = source.look(opening.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        }
    }

    /** Opens a partition. Returns where the consumer must be moved, empty for nowhere. */
    OptionalLong open(TopicPartition partition) throws LakeUnavailableException {
        facts.marker(settings, partition.topic()).ifPresent(tables::mark);
        if (!facts.equals(SourceFacts.NONE)) {
            passGaps(partition);
        }
        OptionalLong lake = tables.lakeOffset(partition);
        lake.ifPresent(next -> metrics.committedOffset(partition.topic(), partition.partition(), next));
        if (lake.isEmpty()
                && settings.startWithoutLakeOffset() == StartWithoutLakeOffset.EARLIEST
                && tables.heldAnywhere(partition).isEmpty()) {
            long first = logStart(partition);
            partitions.beginAt(partition, first);
            LOG.info("{} starts at {}: no table holds it, and start.without.lake.offset=earliest", partition, first);
            return OptionalLong.of(first);
        }
        OptionalLong move = partitions.opened(partition, lake);
        if (lake.isEmpty() && settings.startWithoutLakeOffset() != StartWithoutLakeOffset.FAIL) {
            partitions.begun(partition);
        }
        LOG.info(
                "{} starts at {}",
                partition,
                lake.isPresent()
                        ? "the lake's offset " + lake.getAsLong()
                        : "Kafka's offset: no table that it is known to feed holds it");
        return move;
    }

    private void passGaps(TopicPartition partition) throws LakeUnavailableException {
        for (PassedGap gap : tables.passGaps(partition, new GapRule(settings, facts, tables.transforms()))) {
            metrics.offsetGaps(1);
            LOG.warn(
                    "Passed a gap in {} ({}): the lake expected offset {} next and goes on at {}, as offset.gap={} says",
                    gap.appId().partition(),
                    gap.cause(),
                    gap.from(),
                    gap.next(),
                    settings.offsetGap());
        }
    }

    private long logStart(TopicPartition partition) {
        return facts.of(partition).map(LogBounds::start).orElse(0L);
    }

    /** Whether a record of a partition that its table does not hold may be taken; else it will be delivered again, or is to stay out. */
    boolean takes(SinkRecord record, TopicPartition partition, long offset) throws LakeUnavailableException {
        OptionalLong stood = partitions.stood(partition);
        // Asked of a partition's first record only, and of none that begins with offset 0.
        long floor = partitions.hasBegun(partition) || offset == 0
                ? offset
                : Math.max(logStart(partition), tables.heldAnywhere(partition).orElse(0));
        Beginning beginning = partitions.begin(partition, offset, floor);
        if (beginning == Beginning.LEFT_OUT) {
            if (record.value() == null && nullsAreDropped) {
                return false;
            }
            throw SinkErrors.withoutLakeOffset(partition, stood.orElse(offset), offset);
        }
        if (beginning == Beginning.LOOKING) {
            LOG.info(
                    "{} came first at offset {} and no table that it feeds holds it: looking below, from {}",
                    partition,
                    offset,
                    floor);
        }
        return beginning == Beginning.HERE;
    }
}
