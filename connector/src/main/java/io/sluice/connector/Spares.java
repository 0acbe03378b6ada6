package io.sluice.connector;

import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.config.CommitSettings;
import io.sluice.connector.lake.TableBatch;
import java.util.Collection;

/**
 * Which rows that have landed lend their arrays to the next batch of their table: where batches are large, to allocate, clear and grow arrays
 * anew would be most of the garbage collector's work.
 *
 * <p>The memory contract (see {@link FlushPolicy}): what fills, what is in flight and what is kept take five sixths of
 * {@code buffer.memory.bytes} at most. That is a third for each of two batches, with room for what the last growth of their arrays added, and
 * half of the encoder's third, which it needs while a batch is in flight: nothing is kept beside two full ones.
 */
final class Spares {
    private final long most;
    private final long keptMillis;

    Spares(CommitSettings settings) {
        most = settings.bufferMemoryBytes() / 6 * 5;
        keptMillis = settings.interval().toMillis();
    }

    /** Rows have landed, or will not. Nothing else may use them any more. */
    void keep(Collection<TableBatch> done, OpenTables tables, long nowMillis) {
        long held = held(tables.all());
        for (TableBatch batch : done) {
            ColumnBuffer rows = batch.rows();
            // Else one large batch would hold its arrays for as long as small ones follow.
            boolean used = rows.memoryBytes() >= rows.heldBytes() / 2;
            if (used && held + rows.heldBytes() <= most) {
                tables.table(batch.name()).keepSpare(rows, nowMillis);
                held += rows.heldBytes();
            }
        }
    }

    /** Lets go of what is not needed: after a commit interval, or when memory is short. */
    void bound(Collection<OpenTable> open, Collection<TableBatch> inFlight, long nowMillis) {
        for (OpenTable table : open) {
            if (table.hasSpareFrom(nowMillis - keptMillis)) {
                table.dropSpare();
            }
        }
        long flying =
                inFlight.stream().mapToLong(batch -> batch.rows().heldBytes()).sum();
        if (held(open) + flying > most) {
            open.forEach(OpenTable::dropSpare);
            if (held(open) + flying > most) {
                open.forEach(OpenTable::trim);
            }
        }
    }

    private static long held(Collection<OpenTable> open) {
        long bytes = 0;
        for (OpenTable table : open) {
            bytes += table.heldBytes();
        }
        return bytes;
    }
}
