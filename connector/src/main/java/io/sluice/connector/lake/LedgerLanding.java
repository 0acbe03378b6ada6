package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits an interval into a connector's ledger, around the commits of its tables: what the ledger holds of a partition is durable in every
 * table that the partition feeds.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Each put is the compare-and-set of I1: offsets and routing are compared and committed from one snapshot.
 *   <li>A partition stands in the ledger before any table holds it, so that after a crash between two tables' first commits it starts where
 *       it began and not where one table is.
 *   <li>The ledger moves last. After a crash before it, records come again, and each table drops what it has (I2), which is right because
 *       the routing is the same: {@link LedgerClaim} refuses another one then.
 * </ul>
 */
public final class LedgerLanding {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLanding.class);

    private final TableLog ledger;
    private final LedgerBatch batch;
    private final LogMaintenance maintenance;
    private int conflicts;

    public LedgerLanding(TableLog ledger, LedgerBatch batch, LogMaintenance maintenance) {
        this.ledger = ledger;
        this.batch = batch;
        this.maintenance = maintenance;
    }

    /** Before the first table: whether the task still is the partitions' owner, and where new ones start. */
    public LandOutcome begin() throws LakeUnavailableException {
        return put(batch.expected(), batch.starts(), Map.of());
    }

    /** After the last table. */
    public LandOutcome end() throws LakeUnavailableException {
        return put(batch.expectedAfterStarts(), batch.next(), batch.dropped());
    }

    private LandOutcome put(
            Map<AppId, OptionalLong> expected, Map<AppId, Long> next, Map<AppId, Map<String, Long>> dropped)
            throws LakeUnavailableException {
        while (true) {
            TableLog.Turn turn = ledger.turn();
            try {
                return attempt(expected, next, dropped);
            } catch (ConflictException conflict) {
                conflicts++;
                LOG.debug("Conflict {} on {}", conflicts, ledger.location(), conflict);
            } finally {
                turn.end();
            }
        }
    }

    private LandOutcome attempt(
            Map<AppId, OptionalLong> expected, Map<AppId, Long> next, Map<AppId, Map<String, Long>> dropped)
            throws LakeUnavailableException, ConflictException {
        TableSnapshot snapshot = ledger.commitBase().orElseThrow(this::gone);
        snapshot.requireWritable(ledger.location());
        Optional<LandOutcome> fenced = fence(expected, snapshot.offsets());
        if (fenced.isPresent()) {
            return fenced.get();
        }
        if (next.isEmpty()) {
            return landed(snapshot.version(), snapshot);
        }
        Appended commit = ledger.append(
                snapshot,
                List.of(),
                next,
                new CommitDetails(
                        OffsetLog.ledger(next, expected, dropped),
                        Map.of(),
                        true,
                        Markers.missing(batch.markers(), next.keySet(), snapshot.offsets())));
        maintenance.after(ledger.location(), commit);
        return landed(commit.version(), snapshot);
    }

    private Optional<LandOutcome> fence(Map<AppId, OptionalLong> expected, SourceOffsets held) {
        Optional<RoutingMarker> routing = held.routing(batch.routing()).map(Map.Entry::getKey);
        if (!routing.equals(Optional.of(batch.routing()))) {
            return Optional.of(new LandOutcome.Rewind(
                    "ledger " + ledger.location() + " is another task's now, which sends records to other tables",
                    true));
        }
        return Fence.check(ledger.location(), batch.moved(), expected, held);
    }

    private LandOutcome.Landed landed(long version, TableSnapshot snapshot) {
        return new LandOutcome.Landed(version, snapshot.id(), snapshot.tableSchema(), 0, 0, conflicts);
    }

    private LakeRefusedException gone() {
        return new LakeRefusedException("Cannot land: the ledger " + ledger.location()
                + " is gone, which says how far the partitions of this connector are in all their tables. Stop the connector and put"
                + " it back, or set the offsets anew by PATCH /connectors/<name>/offsets.");
    }
}
