package io.sluice.connector;

import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.LedgerBatch;
import io.sluice.connector.lake.LedgerClaim;
import io.sluice.connector.lake.SourceOffsets;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.routing.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What this task believes of its connector's ledger, which says how far a partition is durable in all the tables that it feeds. Kept when
 * partitions can feed several tables, and once it is there. Owned by the task thread.
 */
final class Ledger {
    private final TableLog log;
    private final RoutingMarker routing;
    private final String settings;
    private final boolean needed;
    private final Map<AppId, OptionalLong> expected = new HashMap<>();
    private final Map<AppId, Map<String, Long>> dropped = new HashMap<>();
    private Optional<Boolean> kept = Optional.empty();
    private long records;
    private long oldestMillis;

    Ledger(TableLog log, SinkSettings settings) {
        this.log = log;
        this.settings = text(settings);
        this.routing = RoutingMarker.of(
                settings.source().namespace(), settings.source().sourceId(), this.settings);
        this.needed = settings.routing().field().isPresent()
                || settings.errors().deadLetterTable().isPresent();
    }

    /** What decides where a record goes, in a form that is the same whenever it means the same. */
    private static String text(SinkSettings settings) {
        Map<String, Object> deciding = new TreeMap<>();
        deciding.put("table.name", settings.routing().nameTemplate());
        deciding.put("table.name.map", new TreeMap<>(settings.routing().nameByTopic()));
        deciding.put("table.name.field", settings.routing().field().orElse(""));
        deciding.put("table.name.field.missing", settings.routing().missing());
        deciding.put("default", settings.routing().defaultTable().orElse(""));
        deciding.put("dead.letter.table", settings.errors().deadLetterTable().orElse(""));
        deciding.put("schema.mismatch", settings.value().mismatch());
        deciding.put("behavior.on.null.values", settings.value().nullValues());
        return deciding.toString();
    }

    /** To be called before a partition is opened; asks the lake once. */
    void claim(LedgerClaim.Search search) throws LakeUnavailableException {
        if (kept.isEmpty()) {
            kept = Optional.of(new LedgerClaim(log, routing, settings).run(needed, search));
        }
    }

    boolean isKept() {
        return kept.orElseThrow();
    }

    TableLog log() {
        return log;
    }

    /**
     * Where a partition starts: what the ledger holds, or else what the one table holds that has landed it before there was a ledger.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException several tables hold it, and nothing says how far it is in all of them
     */
    OptionalLong start(AppId appId, LedgerClaim.Search search) throws LakeUnavailableException {
        OptionalLong held = next(appId);
        if (held.isPresent()) {
            return held;
        }
        Map<String, Long> tables = new TreeMap<>();
        for (Map.Entry<TableName, SourceOffsets> table : search.everywhere().entrySet()) {
            table.getValue()
                    .next(appId)
                    .ifPresent(offset -> tables.put(table.getKey().value(), offset));
        }
        if (tables.size() > 1) {
            throw SinkErrors.notInTheLedger(appId.partition(), log.location(), tables);
        }
        return tables.values().stream().mapToLong(Long::longValue).findAny();
    }

    private OptionalLong next(AppId appId) throws LakeUnavailableException {
        OptionalLong known = expected.get(appId);
        if (known == null) {
            Optional<TableSnapshot> snapshot = log.writable();
            known = snapshot.map(found -> found.offsets().next(appId)).orElse(OptionalLong.empty());
            expected.put(appId, known);
        }
        return known;
    }

    /** A record that belongs to no table was left out, as the user asked. */
    void dropped(AppId appId, String cause, long nowMillis) {
        if (records++ == 0) {
            oldestMillis = nowMillis;
        }
        dropped.computeIfAbsent(appId, any -> new HashMap<>()).merge(cause, 1L, Long::sum);
    }

    /** Of records that no table counts. */
    FlushPolicy.Filling filling() {
        return new FlushPolicy.Filling(records, 0, records == 0 ? Long.MAX_VALUE : oldestMillis);
    }

    /**
     * @param durable for each partition the offset below which all is durable once these batches are
     * @return empty when nothing moves
     */
    Optional<LedgerBatch> drain(Map<AppId, Long> durable, List<TableBatch> batches, Collection<TopicMarker> markers) {
        Map<AppId, Long> starts = new HashMap<>();
        Map<AppId, Long> next = new HashMap<>();
        durable.forEach((appId, offset) -> {
            OptionalLong held = expected.get(appId);
            OptionalLong first = first(appId, batches);
            if (held.isEmpty()) {
                starts.put(appId, Math.min(offset, first.orElse(offset)));
            }
            if (held.isEmpty() ? offset > starts.get(appId) : offset > held.getAsLong()) {
                next.put(appId, offset);
            }
        });
        if (starts.isEmpty() && next.isEmpty()) {
            return Optional.empty();
        }
        LedgerBatch batch = new LedgerBatch(routing, expected, starts, next, dropped, Set.copyOf(markers));
        dropped.clear();
        records = 0;
        return Optional.of(batch);
    }

    private static OptionalLong first(AppId appId, List<TableBatch> batches) {
        return batches.stream()
                .filter(batch -> batch.ranges().containsKey(appId))
                .mapToLong(batch -> batch.ranges().get(appId).start())
                .min();
    }

    /** It is in the log. */
    void landed(LedgerBatch batch) {
        batch.starts().forEach((appId, offset) -> expected.put(appId, OptionalLong.of(offset)));
        batch.next().forEach((appId, offset) -> expected.put(appId, OptionalLong.of(offset)));
    }

    /** A partition that is being opened was moved; what is believed of others is compared when it is committed. */
    void forget(AppId appId) {
        expected.remove(appId);
    }

    /** Forgets what fills and what is believed. */
    void discard() {
        expected.clear();
        dropped.clear();
        records = 0;
    }
}
