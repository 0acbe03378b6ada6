package io.sluice.connector;

import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.lake.GapPass;
import io.sluice.connector.lake.Lake;
import io.sluice.connector.lake.LakeRefusedException;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.LedgerBatch;
import io.sluice.connector.lake.SharedSourceRule;
import io.sluice.connector.lake.SourceOffsets;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.PassedGap;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.routing.TableRouter;
import io.sluice.connector.source.GapRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables that this task lands in, and which partitions feed them. Owned by the task thread. */
final class OpenTables {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTables.class);

    private final SinkSettings settings;
    private final Lake lake;
    private final TableRouter router;
    private final SharedSourceRule sharedSource;
    private final Ledger ledger;
    private final Optional<TableName> deadLetters;
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
        this.ledger = new Ledger(lake.ledger(settings.source().namespace()), settings);
        this.deadLetters = settings.errors().deadLetterTable().map(TableName::new);
        this.transforms = transforms;
    }

    /** To be called before a partition is opened. */
    void claim() throws LakeUnavailableException {
        ledger.claim(this::everywhere);
    }

    Ledger ledger() {
        return ledger;
    }

    /** Whether SMTs may filter records or change their topics. */
    boolean transforms() {
        return transforms;
    }

    AppId appId(TopicPartition partition) {
        SourceSettings source = settings.source();
        return new AppId(source.namespace(), source.sourceId(), partition);
    }

    /** Whether all records of a topic go to one table. */
    boolean isRoutedByTopic(String topic) {
        return router.isByTopic(topic);
    }

    /** Whether a tombstone cannot name its table. */
    boolean needsValue(String topic) {
        return !router.isByTopic(topic) && router.readsValue();
    }

    /** The table that a record goes to. */
    OpenTable route(SinkRecord record) throws RecordError {
        TableName name = router.route(record);
        if (deadLetters.isPresent() && deadLetters.get().equals(name)) {
            throw new RecordError(
                    ErrorCode.UNROUTABLE,
                    "",
                    "table " + name + " is dead.letter.table, and holds nothing else.",
                    "Give one of them another name.");
        }
        OpenTable known = open.get(name);
        if (known == null && open.size() >= settings.routing().maxTables()) {
            forgetIdle();
        }
        return known == null ? table(name) : known;
    }

    private void forgetIdle() throws RecordError {
        open.values().removeIf(OpenTable::forgetIfIdle);
        int most = settings.routing().maxTables();
        if (open.size() >= most) {
            throw new RecordError(
                    ErrorCode.TOO_MANY_TABLES,
                    "",
                    "this task fills " + open.size() + " tables already since it last committed.",
                    "Raise tables.max=" + most + ", or commit more often, if the names are right.");
        }
    }

    /** The table of records that cannot land; empty when they go elsewhere. */
    Optional<OpenTable> deadLetters() {
        return deadLetters.map(this::table);
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
        if (ledger.isKept()) {
            passed.addAll(passGapsOfLedger(appId, rule));
        } else {
            for (TableName name : transforms ? everywhere().keySet() : tablesOf(partition)) {
                passed.addAll(lake.table(name).passGaps(offsets -> gaps(appId, rule, offsets)));
            }
        }
        if (!passed.isEmpty()) {
            open.values().forEach(OpenTable::forgetOffsets);
            ledger.forget(appId);
            everywhere = Optional.empty();
        }
        return passed;
    }

    /** Tables that are ahead of where Kafka goes on are moved back, before the ledger: they would take what comes for redelivery. */
    private List<PassedGap> passGapsOfLedger(AppId appId, GapRule rule) throws LakeUnavailableException {
        Optional<GapPass> gaps = Optional.empty();
        Optional<TableSnapshot> now = ledger.log().latest();
        if (now.isPresent()) {
            gaps = gaps(appId, rule, now.get().offsets());
        }
        if (gaps.isPresent()) {
            List<PassedGap> found = gaps.get().gaps();
            for (TableName name : everywhere().keySet()) {
                lake.table(name).passGaps(held -> ahead(held, found));
            }
        }
        return ledger.log().passGaps(offsets -> gaps(appId, rule, offsets));
    }

    private static Optional<GapPass> ahead(SourceOffsets held, List<PassedGap> gaps) {
        List<PassedGap> back = gaps.stream()
                .filter(gap -> held.next(gap.appId()).orElse(-1) > gap.next())
                .map(gap -> new PassedGap(
                        gap.appId(), gap.cause(), held.next(gap.appId()).getAsLong(), gap.next()))
                .toList();
        return back.isEmpty() ? Optional.empty() : Optional.of(new GapPass(back, Map.of()));
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

    /** What the ledger holds of a partition, or the lowest offset that its tables hold; empty when one of them holds none. */
    OptionalLong lakeOffset(TopicPartition partition) throws LakeUnavailableException {
        if (ledger.isKept()) {
            return ledger.start(appId(partition), this::everywhere);
        }
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
        if (transforms || !router.isByTopic(partition.topic())) {
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
        return open.computeIfAbsent(
                name,
                any -> new OpenTable(
                        name,
                        lake.table(name),
                        deadLetters.equals(Optional.of(name)) ? DeadLetterRows.SETTINGS : settings.value()));
    }

    Collection<OpenTable> all() {
        return open.values();
    }

    FlushPolicy.Filling filling() {
        long records = ledger.filling().records();
        long bytes = 0;
        long oldest = ledger.filling().oldestMillis();
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
        return lettersFirst(open.values());
    }

    /**
     * The dead letters first: once a table holds an offset, its record is never looked at again, and must be where it belongs.
     *
     * @param tables which are to be drained; the dead letters are in any case
     */
    private List<TableBatch> lettersFirst(Collection<OpenTable> tables) {
        List<TableBatch> drained = new ArrayList<>();
        deadLetters
                .map(open::get)
                .filter(OpenTable::hasWork)
                .ifPresent(table -> drained.add(table.drain(markers.values())));
        for (OpenTable table : tables) {
            if (table.hasWork()) {
                drained.add(table.drain(markers.values()));
            }
        }
        return drained;
    }

    /**
     * What the ledger gets of an interval; empty when there is no ledger.
     *
     * @param durable for each partition the offset below which all is durable once these batches are
     */
    Optional<LedgerBatch> drainLedger(Map<AppId, Long> durable, List<TableBatch> batches) {
        return ledger.isKept() ? ledger.drain(durable, batches, markers.values()) : Optional.empty();
    }

    /** The tables that hold most, as many as make up half of what fills: the others go on filling, for larger files. */
    List<TableBatch> drainFullest() {
        List<OpenTable> fullest = open.values().stream()
                .filter(OpenTable::hasWork)
                .sorted(Comparator.comparingLong(OpenTable::memoryBytes).reversed())
                .toList();
        long enough = filling().bytes() / 2;
        List<OpenTable> chosen = new ArrayList<>();
        long bytes = 0;
        for (OpenTable table : fullest) {
            if (bytes < enough) {
                bytes += table.memoryBytes();
                chosen.add(table);
            }
        }
        return lettersFirst(chosen);
    }

    /** Other tasks may have landed partitions that come to this one now. */
    void opening() {
        everywhere = Optional.empty();
    }

    /** Forgets what fills and what is believed of the lake. */
    void discard() {
        open.clear();
        ledger.discard();
        everywhere = Optional.empty();
    }
}
