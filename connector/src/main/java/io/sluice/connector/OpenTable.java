package io.sluice.connector;

import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.LandOutcome;
import io.sluice.connector.lake.SharedSourceRule;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.offset.RangeBuilder;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.schema.SchemaChange;
import io.sluice.connector.schema.SchemaDecision;
import io.sluice.connector.schema.TableSchema;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** One table that this task lands in: what it believes the table's offsets to be, and the batch that fills. Owned by the task thread. */
final class OpenTable {
    private final TableName name;
    private final TableLog lake;
    private final ValueSettings settings;
    private final Map<AppId, Feed> feeds = new HashMap<>();
    /** That of the record before, and its feed: a partition's records follow each other, and come with the same object. */
    private AppId last;

    private Feed lastFeed;

    private Optional<String> tableId = Optional.empty();
    private TableSchema schema = TableSchema.NONE;
    private ColumnBuffer rows;
    /** Rows that have landed, for the sake of their arrays; null when there are none. */
    private ColumnBuffer spare;

    private long spareSince;
    private long records;
    private boolean inFlight;
    private boolean forgotten;
    private long oldestMillis;

    OpenTable(TableName name, TableLog lake, ValueSettings settings) {
        this.name = name;
        this.lake = lake;
        this.settings = settings;
        this.rows = ColumnBuffer.create(schema, settings);
    }

    /** Offset that the table holds for a partition, read when it is asked for the first time since the partition was opened. */
    OptionalLong expected(AppId appId, SharedSourceRule rule) throws LakeUnavailableException {
        Feed asked = feed(appId);
        Optional<OptionalLong> known = asked.expected();
        if (known.isPresent()) {
            return known.get();
        }
        Optional<TableSnapshot> snapshot = lake.writable();
        OptionalLong next = OptionalLong.empty();
        if (snapshot.isPresent()) {
            rule.check(name.value(), snapshot.get().offsets(), appId);
            next = snapshot.get().offsets().next(appId);
            if (rows.rows() == 0) {
                learn(snapshot.get().id(), snapshot.get().tableSchema());
            }
        }
        asked.expect(next);
        return next;
    }

    @SuppressWarnings("ReferenceEquality") // Twice a record; ids that are equal but not the same go the longer way.
    private Feed feed(AppId appId) {
        if (appId != last) {
            lastFeed = feeds.computeIfAbsent(appId, Feed::new);
            last = appId;
        }
        return lastFeed;
    }

    private void learn(String id, TableSchema tableSchema) {
        if (tableId.isPresent() && !tableId.get().equals(id)) {
            throw new ConnectException(
                    "Cannot land in table " + name.value() + ": it was dropped and made anew while this task ran (id "
                            + tableId.get() + ", now " + id + "). Restart the task to land in what is there now.");
        }
        tableId = Optional.of(id);
        schema = tableSchema;
        rows = ColumnBuffer.create(schema, settings);
    }

    /** To be called before a record joins; with the first a batch begins. */
    void begin(long nowMillis) {
        if (hasWork()) {
            return;
        }
        oldestMillis = nowMillis;
        if (spare != null && rows.rows() == 0) {
            rows.takeArrays(spare);
            dropSpare();
        }
    }

    /** Keeps the arrays of rows that have landed for the next batch. */
    void keepSpare(ColumnBuffer landed, long nowMillis) {
        spare = landed;
        spareSince = nowMillis;
    }

    void dropSpare() {
        spare = null;
    }

    boolean hasSpareFrom(long beforeMillis) {
        return spare != null && spareSince <= beforeMillis;
    }

    /** Bytes of the heap: of what fills, and of what is kept for the next batch. */
    long heldBytes() {
        return rows.heldBytes() + (spare == null ? 0 : spare.heldBytes());
    }

    /** Lets go of what the rows have no use of. */
    void trim() {
        if (rows.heldBytes() > rows.memoryBytes()) {
            rows.trim();
        }
    }

    void append(AppId appId, SinkRecord record, long offset) throws RecordError {
        long rescuedBefore = rows.rescuedRows();
        rows.append(record);
        range(appId).landed(offset, rows.rescuedRows() - rescuedBefore);
    }

    /** Of the batch that fills, which one more record joins. */
    RangeBuilder range(AppId appId) {
        records++;
        return feed(appId).range();
    }

    /** Which offsets of a partition are rows here, from one on and below what the table holds of it. */
    Set<Long> landed(AppId appId, long from) throws LakeUnavailableException {
        Optional<TableSnapshot> snapshot = lake.latest();
        long to = feed(appId).expected().orElseThrow().orElse(0);
        return snapshot.isEmpty() ? Set.of() : lake.landed(snapshot.get(), appId.partition(), from, to);
    }

    /** Done with, if nothing fills and nothing is on its way. */
    boolean forgetIfIdle() {
        forgotten = !hasWork() && !inFlight;
        return forgotten;
    }

    /** Whether another object is the table's now. */
    boolean isForgotten() {
        return forgotten;
    }

    boolean hasWork() {
        return records > 0;
    }

    /** Records that the batch covers: rows, dead letters and drops. */
    long records() {
        return records;
    }

    /** When the first of them came. */
    long oldestMillis() {
        return oldestMillis;
    }

    long memoryBytes() {
        return rows.memoryBytes();
    }

    /** Lowest offset of a partition that fills here, or empty. */
    OptionalLong unlanded(AppId appId) {
        Feed known = feeds.get(appId);
        return known == null ? OptionalLong.empty() : known.unlanded();
    }

    /** Rows and the offsets that they cover leave as one value; the next batch starts with the schema that this one will have made. */
    TableBatch drain(Collection<TopicMarker> markers) {
        Map<AppId, OptionalLong> expected = new HashMap<>();
        Map<AppId, OffsetRange> drained = new HashMap<>();
        for (Feed each : feeds.values()) {
            each.expected().ifPresent(next -> expected.put(each.appId(), next));
            if (each.fills()) {
                drained.put(each.appId(), each.drain());
            }
        }
        TableBatch batch = new TableBatch(name, rows, drained, expected, tableId, Set.copyOf(markers));
        SchemaDecision decision =
                SchemaChange.decide(schema.columns(), rows.schema(), settings.evolution(), schema.widening());
        if (decision instanceof SchemaDecision.Evolve evolve) {
            schema = new TableSchema(evolve.newTableSchema(), schema.widening());
        }
        rows = rows.next(schema);
        records = 0;
        inFlight = true;
        return batch;
    }

    /** They were moved; none may be filling. */
    void forgetOffsets() {
        feeds.values().forEach(Feed::forget);
    }

    void settled(TableBatch batch, LandOutcome outcome) {
        inFlight = false;
        if (outcome instanceof LandOutcome.Landed landed) {
            tableId = Optional.of(landed.tableId());
            landed(landed.table());
        } else if (outcome instanceof LandOutcome.NothingToLand) {
            // The table does not hold what drain() took for granted.
            batch.ranges().keySet().forEach(appId -> feed(appId)
                    .expect(batch.expected().get(appId)));
        }
    }

    /** Others may have changed the table meanwhile, and what fills was fitted to what it was. */
    private void landed(TableSchema table) {
        if (!schema.equals(table)) {
            schema = table;
            if (rows.rows() == 0) {
                rows = ColumnBuffer.create(schema, settings);
            }
        }
    }

    TableName name() {
        return name;
    }
}
