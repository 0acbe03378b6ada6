package io.sluice.connector.metric;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, and shows the counts in a registry. */
final class RegisteredMetrics implements SinkMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredMetrics.class);
    private static final long LAKE_ANSWERS = 0;

    private final MetricRegistry registry;
    private final Clock clock;
    private final Counter landed = new Counter();
    private final Counter rescued = new Counter();
    private final Counter dropped = new Counter();
    private final Counter deadLettered = new Counter();
    private final Counter duplicates = new Counter();
    private final Counter bytes = new Counter();
    private final Counter files = new Counter();
    private final Counter commits = new Counter();
    private final Counter conflicts = new Counter();
    private final Counter fenced = new Counter();
    private final Counter gaps = new Counter();
    private final Counter bufferedBytes = new Counter();
    private final Counter bufferedRecords = new Counter();
    /** Epoch milliseconds, or {@link #LAKE_ANSWERS}. */
    private final Counter unavailableSince = new Counter();

    private final Window landedRate;
    private final Window commitAverage;
    private final Window commitMaximum;
    private final Map<Partition, CommittedOffset> offsets = new HashMap<>();
    private boolean warned;
    private boolean closed;

    RegisteredMetrics(MetricRegistry registry, Clock clock) {
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        landedRate = new Window(new Rate(), clock);
        commitAverage = new Window(new Avg(), clock);
        commitMaximum = new Window(new Max(), clock);
        registerAll();
    }

    private void registerAll() {
        show(MetricNames.RECORDS_LANDED_TOTAL, landed);
        show(MetricNames.RECORDS_LANDED_RATE, landedRate);
        show(MetricNames.RECORDS_RESCUED_TOTAL, rescued);
        show(MetricNames.RECORDS_DROPPED_TOTAL, dropped);
        show(MetricNames.RECORDS_DEAD_LETTERED_TOTAL, deadLettered);
        show(MetricNames.DUPLICATES_DROPPED_TOTAL, duplicates);
        show(MetricNames.BYTES_WRITTEN_TOTAL, bytes);
        show(MetricNames.FILES_WRITTEN_TOTAL, files);
        show(MetricNames.COMMITS_TOTAL, commits);
        show(MetricNames.COMMIT_CONFLICTS_TOTAL, conflicts);
        show(MetricNames.FENCED_TOTAL, fenced);
        show(MetricNames.OFFSET_GAPS_TOTAL, gaps);
        show(MetricNames.COMMIT_TIME_AVG, commitAverage);
        show(MetricNames.COMMIT_TIME_MAX, commitMaximum);
        show(MetricNames.BUFFERED_BYTES, bufferedBytes);
        show(MetricNames.BUFFERED_RECORDS, bufferedRecords);
        show(MetricNames.LAKE_UNAVAILABLE_MS, Map.of(), (config, now) -> unavailableMillis());
    }

    private void show(MetricNames metric, Counter counter) {
        show(metric, Map.of(), (config, now) -> counter.get());
    }

    private void show(MetricNames metric, Window window) {
        show(metric, Map.of(), (config, now) -> window.measure());
    }

    /** @return null if the name is taken */
    private MetricName show(MetricNames metric, Map<String, String> tags, Gauge<?> gauge) {
        try {
            return registry.add(metric.key(), metric.description(), tags, gauge);
        } catch (IllegalArgumentException | IllegalStateException e) {
            if (!warned) {
                warned = true;
                LOG.warn(
                        "Metrics of this task are missing from {} on ({}): an earlier run of it on this worker has not ended, and"
                                + " keeps the names. Restart the task when it has.",
                        metric.key(),
                        e.getMessage());
            }
            return null;
        }
    }

    @Override
    public void landed(long records, long rescuedRecords, int newFiles, long newBytes, Duration took) {
        landed.add(records);
        landedRate.record(records);
        rescued.add(rescuedRecords);
        files.add(newFiles);
        bytes.add(newBytes);
        commits.add(1);
        commitAverage.record(took.toMillis());
        commitMaximum.record(took.toMillis());
    }

    @Override
    public void conflict() {
        conflicts.add(1);
    }

    @Override
    public void fenced() {
        fenced.add(1);
    }

    @Override
    public void offsetGaps(int passed) {
        gaps.add(passed);
    }

    @Override
    public void duplicatesDropped(long records) {
        duplicates.add(records);
    }

    @Override
    public void recordsDropped(long records) {
        dropped.add(records);
    }

    @Override
    public void recordsDeadLettered(long records) {
        deadLettered.add(records);
    }

    @Override
    public void buffered(long records, long heldBytes) {
        bufferedRecords.set(records);
        bufferedBytes.set(heldBytes);
    }

    @Override
    public void lakeUnavailable() {
        if (unavailableSince.get() == LAKE_ANSWERS) {
            unavailableSince.set(clock.millis());
        }
    }

    @Override
    public void lakeAvailable() {
        unavailableSince.set(LAKE_ANSWERS);
    }

    private long unavailableMillis() {
        long since = unavailableSince.get();
        return since == LAKE_ANSWERS ? 0 : Math.max(0, clock.millis() - since);
    }

    @Override
    public void committedOffset(String topic, int partition, long nextOffset) {
        offsets.computeIfAbsent(new Partition(topic, partition), this::showOffset)
                .offset()
                .set(nextOffset);
    }

    private CommittedOffset showOffset(Partition partition) {
        Counter offset = new Counter();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("topic", partition.topic());
        tags.put("partition", Integer.toString(partition.partition()));
        MetricName name = show(MetricNames.LAST_COMMITTED_OFFSET, tags, (config, now) -> offset.get());
        return new CommittedOffset(offset, name);
    }

    @Override
    public void partitionClosed(String topic, int partition) {
        CommittedOffset offset = offsets.remove(new Partition(topic, partition));
        if (offset != null && offset.name() != null) {
            registry.remove(offset.name());
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            registry.close();
        } catch (IllegalStateException e) {
            LOG.debug("The worker has removed this task's metrics already", e);
        }
    }

    private record Partition(String topic, int partition) {}

    /** @param name null if it could not be shown */
    private record CommittedOffset(Counter offset, MetricName name) {}
}
