package io.sluice.connector;

import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.lake.GapPass;
import io.sluice.connector.lake.Lake;
import io.sluice.connector.lake.LakeRefusedException;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.SharedSourceRule;
import io.sluice.connector.lake.SourceOffsets;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.PassedGap;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.routing.TableRouter;
import io.sluice.connector.source.GapRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables that this task lands in, and which partitions feed them. Owned by the task thread. */
final class OpenTables {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTables.class);

    private final SinkSettings settings;
    private final Lake lake;
    private final TableRouter router;
    private final SharedSourceRule sharedSource;
    private final boolean transforms;
    private final Map<TableName, OpenTable> open = new HashMap<>();
    private final Map<String, TopicMarker> markers = new HashMap<>();
    private Optional<Map<TableName, SourceOffsets>> everywhere = Optional.empty();

    /** @param transforms whether SMTs may change a record's topic */
    OpenTables(SinkSettings settings, Lake lake, TableRouter router, boolean transforms) {
        this.settings = settings;
        this.lake = lake;
        this.router = router;
        this.sharedSource = new SharedSourceRule(settings.source());
        this.transforms = transforms;
    }

    /** Whether SMTs may filter records or change their topics. */
    boolean transforms() {
        return transforms;
    }

    AppId appId(TopicPartition partition) {
        SourceSettings source = settings.source();
        return new AppId(source.namespace(), source.sourceId(), partition);
    }

    /** The table that a record of this topic goes to. */
    OpenTable route(String topic) throws RecordError {
        return table(router.route(topic));
    }

    OptionalLong expected(OpenTable table, AppId appId) throws LakeUnavailableException {
        return table.expected(appId, sharedSource);
    }

    /** The highest offset of a partition that any table in the lake holds: transforms or another routing may have sent it there. */
    OptionalLong heldAnywhere(TopicPartition partition) throws LakeUnavailableException {
        AppId appId = appId(partition);
        return everywhere().values().stream()
                .map(offsets -> offsets.next(appId))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }

    private Map<TableName, SourceOffsets> everywhere() throws LakeUnavailableException {
        if (everywhere.isEmpty()) {
            Map<TableName, SourceOffsets> held = new HashMap<>();
            for (TableName name : lake.tables()) {
                try {
                    lake.table(name).latest().ifPresent(table -> held.put(name, table.offsets()));
                } catch (LakeRefusedException unreadable) {
                    LOG.warn("Left out of the search for offsets: {}", unreadable.getMessage());
                }
            }
            everywhere = Optional.of(held);
        }
        return everywhere.get();
    }

    /** What a topic is, to be recorded with the offsets of its next commit. */
    void mark(TopicMarker marker) {
        markers.put(marker.topic(), marker);
    }

    /** Brings the tables of a partition to where Kafka still goes on. */
    List<PassedGap> passGaps(TopicPartition partition, GapRule rule) throws LakeUnavailableException {
        AppId appId = appId(partition);
        List<PassedGap> passed = new ArrayList<>();
        for (TableName name : transforms ? everywhere().keySet() : tablesOf(partition)) {
            passed.addAll(lake.table(name).passGaps(offsets -> gaps(appId, rule, offsets)));
        }
        if (!passed.isEmpty()) {
            open.values().forEach(OpenTable::forgetOffsets);
            everywhere = Optional.empty();
        }
        return passed;
    }

    private Optional<GapPass> gaps(AppId appId, GapRule rule, SourceOffsets held) {
        List<PassedGap> gaps = rule.gaps(appId, held.ofTopic(appId), held.marker(appId)).stream()
                .map(gap -> new PassedGap(
                        appId(gap.partition()),
                        gap.cause().name(),
                        gap.lake(),
                        gap.next(rule.settings().offsetGap())))
                .toList();
        Map<TopicMarker, Long> ids = new HashMap<>();
        rule.facts()
                .marker(rule.settings(), appId.partition().topic())
                .filter(marker -> !held.marker(appId).equals(Optional.of(marker)))
                .ifPresent(marker -> ids.put(marker, held.nextGeneration(appId)));
        return gaps.isEmpty() ? Optional.empty() : Optional.of(new GapPass(gaps, ids));
    }

    /** The lowest offset that the tables of a partition hold; empty when one of them holds none. */
    OptionalLong lakeOffset(TopicPartition partition) throws LakeUnavailableException {
        OptionalLong lowest = OptionalLong.empty();
        for (TableName name : tablesOf(partition)) {
            OptionalLong next = expected(table(name), appId(partition));
            if (next.isEmpty()) {
                return next;
            }
            lowest = OptionalLong.of(Math.min(next.getAsLong(), lowest.orElse(Long.MAX_VALUE)));
        }
        return lowest;
    }

    /**
     * Tables that a partition is certain to feed, and no other: the topic's own, or none that is known when transforms may send records to
     * several. Those that its records went to so far say nothing of one whose records are yet to come, and which may hold a lower offset.
     */
    private Set<TableName> tablesOf(TopicPartition partition) {
        if (transforms) {
            return Set.of();
        }
        try {
            return Set.of(router.route(partition.topic()));
        } catch (RecordError unroutable) {
            LOG.debug("Topic {} names no table", partition.topic(), unroutable);
            return Set.of();
        }
    }

    OpenTable table(TableName name) {
        return open.computeIfAbsent(name, any -> new OpenTable(name, lake.table(name), settings.value()));
    }

    FlushPolicy.Filling filling() {
        long records = 0;
        long bytes = 0;
        long oldest = Long.MAX_VALUE;
        for (OpenTable table : open.values()) {
            if (table.hasWork()) {
                records += table.records();
                bytes += table.memoryBytes();
                oldest = Math.min(oldest, table.oldestMillis());
            }
        }
        return new FlushPolicy.Filling(records, bytes, oldest);
    }

    /** Lowest offset of a partition that fills in any table, or empty. */
    OptionalLong unlanded(AppId appId) {
        long lowest = Long.MAX_VALUE;
        for (OpenTable table : open.values()) {
            lowest = Math.min(lowest, table.unlanded(appId).orElse(Long.MAX_VALUE));
        }
        return lowest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lowest);
    }

    List<TableBatch> drain() {
        return open.values().stream()
                .filter(OpenTable::hasWork)
                .map(table -> table.drain(markers.values()))
                .toList();
    }

    /** The tables that hold most, as many as make up half of what fills: the others go on filling, for larger files. */
    List<TableBatch> drainFullest() {
        List<OpenTable> fullest = open.values().stream()
                .filter(OpenTable::hasWork)
                .sorted(Comparator.comparingLong(OpenTable::memoryBytes).reversed())
                .toList();
        long enough = filling().bytes() / 2;
        List<TableBatch> drained = new ArrayList<>();
        long bytes = 0;
        for (OpenTable table : fullest) {
            if (bytes < enough) {
                bytes += table.memoryBytes();
                drained.add(table.drain(markers.values()));
            }
        }
        return drained;
    }

    /** Other tasks may have landed partitions that come to this one now. */
    void opening() {
        everywhere = Optional.empty();
    }

    /** Forgets what fills and what is believed of the lake. */
    void discard() {
        open.clear();
        everywhere = Optional.empty();
    }
}
