package io.sluice.connector;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.lake.Lake;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.LandOutcome;
import io.sluice.connector.lake.LedgerBatch;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.offset.Partitions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task while it runs: one thread, Connect's, owns everything here; the {@link FlushWorker} takes immutable batches and hands outcomes
 * back.
 *
 * <p>Invariants (the design's section 2):
 *
 * <ul>
 *   <li>I2 is kept by {@link Intake}.
 *   <li>I3: {@link #preCommit} tells Kafka only what is durable in every table that a partition feeds.
 *   <li>I6: when a buffer is dropped, the whole task's goes, and every partition asks the lake again before it accepts a record.
 * </ul>
 *
 * <p>Crash windows: anywhere before a put, the records are read again from the lake's offset; after it, the lake's offset says so.
 */
final class StartedTask {
    private static final Logger LOG = LoggerFactory.getLogger(StartedTask.class);
    /** A flush under way may end before partitions go; longer would hold the group up, and so would one that cannot end. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    /**
     * The metadata of what Kafka is told. Connect takes the offset that a task moved its consumer to for one that Kafka knows, and commits it
     * only when it differs: without this the group of an idle topic would never hear of an offset that the lake alone knew.
     */
    private static final String DURABLE = "durable";

    private final SinkSettings settings;
    private final SinkTaskContext context;
    private final Lake lake;
    private final OpenTables tables;
    private final ErrantRecords errants;
    private final FlushWorker flusher;
    private final TaskClock clock;
    private final FlushPolicy policy;
    private final SinkMetrics metrics;
    private final Redaction redaction;
    private final Outage outage;
    private final Partitions partitions = new Partitions();
    private final Starts starts;
    private final Intake intake;
    private final SmallFiles smallFiles;
    private final Spares spares;
    private List<TableBatch> inFlight = List.of();
    private long inFlightRecords;
    private long inFlightBytes;
    private Optional<LedgerBatch> ledgerInFlight = Optional.empty();
    private boolean inFlightIsStale;
    private boolean heldBack;

    StartedTask(TaskParts parts) {
        this.settings = parts.settings();
        this.context = parts.context();
        this.lake = parts.lake();
        this.tables = parts.tables();
        this.errants = parts.errants();
        this.flusher = parts.flusher();
        this.clock = parts.clock();
        this.policy = new FlushPolicy(settings.commit());
        this.metrics = parts.metrics();
        this.redaction = Redaction.of(settings);
        this.outage = new Outage(settings.lake().retryTimeout());
        this.starts = new Starts(settings, partitions, tables, parts.source(), metrics);
        this.smallFiles = new SmallFiles(settings.file().targetBytes(), clock.millis());
        this.spares = new Spares(settings.commit());
        this.intake = new Intake(parts, partitions, starts, outage);
    }

    void open(Collection<TopicPartition> opened) {
        partitions.open(opened);
        if (heldBack) {
            context.pause(opened.toArray(TopicPartition[]::new));
        }
        tables.opening();
        openPartitions();
    }

    void put(Collection<SinkRecord> records) {
        partitions.polled();
        flusher.take(Duration.ZERO).ifPresent(this::settle);
        intake.begin();
        for (SinkRecord record : records) {
            intake.take(record);
        }
        // Before the next flush: where each is due as soon as the one before has landed, there is no other moment.
        openPartitions();
        flushIfDue();
        spares.bound(tables.all(), inFlight, nowMillis());
        partitions.takeRewinds().forEach(context::offset);
        holdBackOrResume();
        callAgain();
        report();
    }

    private void flushIfDue() {
        if (flusher.busy()) {
            return;
        }
        switch (policy.due(tables.filling(), nowMillis())) {
            case NOTHING -> {}
            case ALL -> flush(tables.drain());
            case FULLEST -> flush(tables.drainFullest());
        }
    }

    private void flush(List<TableBatch> batches) {
        inFlight(batches);
        inFlightIsStale = false;
        ledgerInFlight = tables.drainLedger(durableOnceLanded(), batches);
        flusher.start(new FlushWorker.Flush(inFlight, ledgerInFlight, errants.drain()));
    }

    /** For each partition the offset below which all is durable in every table once what is in flight is. */
    private Map<AppId, Long> durableOnceLanded() {
        Map<AppId, Long> durable = new HashMap<>();
        for (TopicPartition partition : partitions.all()) {
            if (partitions.hasBegun(partition)) {
                AppId appId = tables.appId(partition);
                partitions
                        .committable(partition, tables.unlanded(appId), OptionalLong.empty())
                        .ifPresent(offset -> durable.put(appId, offset));
            }
        }
        return durable;
    }

    private void settle(FlushWorker.Result result) {
        for (Map.Entry<TableBatch, LandOutcome> entry : result.outcomes().entrySet()) {
            TableBatch batch = entry.getKey();
            if (entry.getValue() instanceof LandOutcome.Landed landed) {
                measure(batch, landed, Duration.ofMillis(result.millis()));
                LOG.info(
                        "Landed {} rows in {} (version {}, {} files)",
                        batch.rows().rows(),
                        batch.name(),
                        landed.version(),
                        landed.files());
            } else if (entry.getValue() instanceof LandOutcome.Rewind rewound) {
                rewound(rewound);
            }
            if (!inFlightIsStale) {
                tables.table(batch.name()).settled(batch, entry.getValue());
            }
        }
        settleLedger(result.ledger());
        if (result.rewinds() && !inFlightIsStale) {
            discard();
        } else if (!inFlightIsStale) {
            spares.keep(result.outcomes().keySet(), tables, nowMillis());
        }
        inFlight(List.of());
        ledgerInFlight = Optional.empty();
    }

    private void inFlight(List<TableBatch> batches) {
        inFlight = batches;
        inFlightRecords =
                batches.stream().mapToLong(batch -> batch.rows().rows()).sum();
        inFlightBytes =
                batches.stream().mapToLong(batch -> batch.rows().memoryBytes()).sum();
    }

    private void settleLedger(Optional<LandOutcome> outcome) {
        if (outcome.isPresent() && outcome.get() instanceof LandOutcome.Rewind rewound) {
            rewound(rewound);
        } else if (outcome.isPresent() && !inFlightIsStale) {
            ledgerInFlight.ifPresent(tables.ledger()::landed);
        }
    }

    private void rewound(LandOutcome.Rewind rewound) {
        LOG.warn("Reading again from the lake's offsets: {}", rewound.why());
        if (rewound.fenced()) {
            metrics.fenced();
        }
    }

    private void measure(TableBatch batch, LandOutcome.Landed landed, Duration took) {
        long rescued = 0;
        for (Map.Entry<AppId, OffsetRange> entry : batch.ranges().entrySet()) {
            TopicPartition partition = entry.getKey().partition();
            metrics.committedOffset(
                    partition.topic(), partition.partition(), entry.getValue().next());
            rescued += entry.getValue().rescued();
        }
        smallFiles
                .landed(batch.name(), landed.files(), landed.bytes(), nowMillis())
                .ifPresent(LOG::warn);
        metrics.landed(batch.rows().rows(), rescued, landed.files(), landed.bytes(), took);
        for (int conflict = 0; conflict < landed.conflicts(); conflict++) {
            metrics.conflict();
        }
    }

    /** Drops the whole buffer; every partition starts again from the lake. */
    private void discard() {
        partitions.reopenAll(partition -> unlanded(tables.appId(partition)));
        tables.discard();
        intake.discard();
        errants.drain();
        inFlightIsStale = flusher.busy();
    }

    /** Asks the lake where each partition stands. Waits for a flush that is under way, whose outcome may move it. */
    private void openPartitions() {
        if (flusher.busy() || outage.pauses(nowMillis())) {
            return;
        }
        List<TopicPartition> unopened = partitions.unopened();
        starts.look(unopened);
        for (TopicPartition partition : unopened) {
            try {
                lake.prove();
                tables.claim();
                starts.open(partition).ifPresent(offset -> context.offset(partition, offset));
                outage.answered(partition);
            } catch (LakeUnavailableException e) {
                LOG.warn("{}; {} waits", redaction.redact(e.getMessage()), partition);
                outage.met(partition, e, nowMillis());
                return;
            }
        }
    }

    private void holdBackOrResume() {
        boolean hold = outage.pauses(nowMillis()) || (flusher.busy() && policy.full(tables.filling()));
        Set<TopicPartition> all = partitions.all();
        if (hold != heldBack && !all.isEmpty()) {
            // Not TopicPartition[]::new: not linked yet when put is compiled, it would have put thrown away here.
            TopicPartition[] assigned = all.toArray(new TopicPartition[0]);
            if (hold) {
                context.pause(assigned);
            } else {
                context.resume(assigned);
            }
            heldBack = hold;
        }
    }

    private void callAgain() {
        boolean waiting = outage.lasts() || !partitions.unopened().isEmpty();
        long wait = policy.callAgain(tables.filling(), flusher.busy(), waiting, nowMillis());
        if (wait < Long.MAX_VALUE) {
            context.timeout(wait);
        }
    }

    private void report() {
        FlushPolicy.Filling filling = tables.filling();
        metrics.buffered(filling.records() + inFlightRecords, filling.bytes() + inFlightBytes);
        if (flusher.unavailableMillis() > 0 || outage.lasts()) {
            metrics.lakeUnavailable();
        } else {
            metrics.lakeAvailable();
        }
    }

    Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> delivered) {
        Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
        if (partitions.looking()) {
            return safe;
        }
        for (TopicPartition partition : partitions.all()) {
            OffsetAndMetadata position = delivered.get(partition);
            partitions
                    .committable(
                            partition,
                            unlanded(tables.appId(partition)),
                            position == null ? OptionalLong.empty() : OptionalLong.of(position.offset()))
                    .ifPresent(offset -> safe.put(partition, new OffsetAndMetadata(offset, DURABLE)));
        }
        safe.keySet().retainAll(delivered.keySet());
        return safe;
    }

    private OptionalLong unlanded(AppId appId) {
        long lowest = tables.unlanded(appId).orElse(Long.MAX_VALUE);
        for (TableBatch batch : inFlight) {
            if (batch.ranges().containsKey(appId)) {
                lowest = Math.min(lowest, batch.ranges().get(appId).start());
            }
        }
        return lowest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lowest);
    }

    /** Partitions go; since rows of all partitions share files, what is buffered goes with them and the rest is read again. */
    void close(Collection<TopicPartition> closed) {
        Optional<FlushWorker.Result> ended = flusher.take(flusher.waitsForLake() ? Duration.ZERO : CLOSE_WAIT);
        partitions.close(closed);
        outage.closed(closed);
        closed.forEach(partition -> metrics.partitionClosed(partition.topic(), partition.partition()));
        ended.ifPresent(this::settle);
        discard();
    }

    private long nowMillis() {
        return clock.millis();
    }
}
