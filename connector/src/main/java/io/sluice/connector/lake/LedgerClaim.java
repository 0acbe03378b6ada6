package io.sluice.connector.lake;

import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.routing.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a task the keeper of its connector's ledger under one routing. While a table holds more of a partition than the ledger says, records
 * that come again are known only by the table that they went to: another routing might send them to another table, which would take them for
 * new. So the routing may change only when all that has landed is in the ledger.
 *
 * @param routing what {@code settings} hash to
 * @param settings for {@code DESCRIBE HISTORY}
 */
public record LedgerClaim(TableLog ledger, RoutingMarker routing, String settings) {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerClaim.class);
    /** A ledger has no rows; Delta wants a column all the same. */
    private static final StructType SCHEMA = new StructType().add("namespace", StringType.STRING);

    /** What every table of the lake holds. */
    public interface Search {
        Map<TableName, SourceOffsets> everywhere() throws LakeUnavailableException;
    }

    /**
     * @param needed whether the settings need a ledger; without need, one that is there is kept all the same, for its offsets are the truth
     * @return whether there is a ledger to keep
     * @throws LakeRefusedException the routing has changed, and not all that has landed is in the ledger
     */
    public boolean run(boolean needed, Search search) throws LakeUnavailableException {
        while (true) {
            Optional<TableSnapshot> snapshot = ledger.writable();
            if (snapshot.isEmpty() && !needed) {
                return false;
            }
            try {
                if (snapshot.isEmpty()) {
                    ledger.create(SCHEMA, TableLayout.NONE, Map.of());
                } else if (claim(snapshot.get(), search)) {
                    return true;
                }
            } catch (ConflictException again) {
                LOG.debug("Another task was first to change ledger {}", ledger.location(), again);
            }
        }
    }

    private boolean claim(TableSnapshot snapshot, Search search) throws LakeUnavailableException, ConflictException {
        Optional<Map.Entry<RoutingMarker, Long>> held = snapshot.offsets().routing(routing);
        if (held.isPresent() && held.get().getKey().equals(routing)) {
            return true;
        }
        if (held.isPresent()) {
            requireDrained(snapshot.offsets(), search.everywhere());
        }
        long generation = held.map(Map.Entry::getValue).orElse(0L) + 1;
        ledger.append(
                snapshot,
                List.of(),
                Map.of(),
                new CommitDetails(
                        Map.of("namespace", routing.namespace(), "source", routing.source(), "routing", settings),
                        Map.of(),
                        true,
                        Map.of(routing, generation)));
        LOG.info("Ledger {} is kept under {}", ledger.location(), settings);
        return true;
    }

    private void requireDrained(SourceOffsets own, Map<TableName, SourceOffsets> tables) {
        for (Map.Entry<AppId, Long> entry : own.versions().entrySet()) {
            AppId appId = entry.getKey();
            for (Map.Entry<TableName, SourceOffsets> table : tables.entrySet()) {
                long landed = table.getValue().next(appId).orElse(-1);
                if (entry.getValue() >= 0 && landed > entry.getValue()) {
                    throw new LakeRefusedException("Cannot start with other settings of where records go: table "
                            + table.getKey() + " holds " + appId.partition() + " up to " + landed + " and the ledger "
                            + ledger.location() + " up to " + entry.getValue()
                            + ", so records between come again, and would land twice if they went to another table now. Start"
                            + " the connector with the settings that it had (DESCRIBE HISTORY of the ledger shows them) until it"
                            + " has committed, or set the offsets by PATCH /connectors/<name>/offsets.");
                }
            }
        }
    }
}
