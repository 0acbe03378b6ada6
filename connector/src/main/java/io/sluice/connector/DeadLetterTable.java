package io.sluice.connector;

import io.sluice.connector.error.RecordError;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@code dead.letter.table}: one more table that a partition feeds, with offsets of its own, so that a letter lands once like any row. It is
 * landed before the tables in whose place its records went there. Owned by the task thread.
 */
final class DeadLetterTable {
    private final OpenTables tables;
    private final SinkMetrics metrics;
    private final TaskClock clock;

    DeadLetterTable(OpenTables tables, SinkMetrics metrics, TaskClock clock) {
        this.tables = tables;
        this.metrics = metrics;
        this.clock = clock;
    }

    OptionalLong expected(AppId appId) throws LakeUnavailableException {
        return tables.expected(table(), appId);
    }

    /**
     * Appends a letter, unless the table has it.
     *
     * @param meant the table that did not take the record; empty when it named none
     */
    void take(SinkRecord record, AppId appId, long offset, Optional<TableName> meant, RecordError error)
            throws LakeUnavailableException {
        OpenTable table = table();
        if (offset < tables.expected(table, appId).orElse(0)) {
            metrics.duplicatesDropped(1);
            return;
        }
        if (!table.hasWork()) {
            table.begin(clock.millis());
        }
        try {
            table.append(appId, DeadLetterRows.of(record, meant, error), offset);
        } catch (RecordError refused) {
            throw SinkErrors.deadLetterRefused(table.name().value(), refused);
        }
        metrics.recordsDeadLettered(1);
    }

    private OpenTable table() {
        return tables.deadLetters().orElseThrow();
    }
}
