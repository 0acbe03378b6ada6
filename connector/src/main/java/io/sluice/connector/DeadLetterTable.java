package io.sluice.connector;

import io.sluice.connector.error.RecordError;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@code dead.letter.table}: one more table that a partition feeds, with offsets of its own, so that a letter lands once like any row. It is
 * landed before the tables in whose place its records went there. Owned by the task thread.
 *
 * <p>Whether a record is a letter may change between two deliveries, as what its table holds changes. So after a task that died or was
 * fenced between the letters' commit and the others', the letters' offset says nothing of a single record below it: their rows are read
 * then, once for each partition. What is among them stays a letter, and what is not is taken for what it is now, be it a letter that comes
 * late.
 */
final class DeadLetterTable {
    private final OpenTables tables;
    private final SinkMetrics metrics;
    private final TaskClock clock;
    private final Map<AppId, Set<Long>> letters = new HashMap<>();

    DeadLetterTable(OpenTables tables, SinkMetrics metrics, TaskClock clock) {
        this.tables = tables;
        this.metrics = metrics;
        this.clock = clock;
    }

    OptionalLong expected(AppId appId) throws LakeUnavailableException {
        return tables.expected(table(), appId);
    }

    /** Whether a record is a letter already. */
    boolean has(AppId appId, long offset) throws LakeUnavailableException {
        Set<Long> known = letters.get(appId);
        if (known == null) {
            known = offset < expected(appId).orElse(0) ? table().landed(appId, offset) : Set.of();
            letters.put(appId, known);
        }
        return known.contains(offset);
    }

    /**
     * Appends a letter that {@link #has} does not know.
     *
     * @param meant the table that did not take the record; empty when it named none
     */
    void take(SinkRecord record, AppId appId, long offset, Optional<TableName> meant, RecordError error)
            throws LakeUnavailableException {
        OpenTable table = table();
        tables.expected(table, appId);
        table.begin(clock.millis());
        try {
            table.append(appId, DeadLetterRows.of(record, meant, error), offset);
        } catch (RecordError refused) {
            throw SinkErrors.deadLetterRefused(table.name().value(), refused);
        }
        metrics.recordsDeadLettered(1);
    }

    /** The open tables were forgotten. */
    void discard() {
        letters.clear();
    }

    private OpenTable table() {
        return tables.deadLetters().orElseThrow();
    }
}
