package io.sluice.connector.lake;

import io.delta.kernel.types.StructType;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.parquet.DataFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table's log: its snapshots and the commits that the connector makes. Every commit is a compare-and-set: it is built from one snapshot
 * at v and put as v+1 if that is absent.
 */
public interface TableLog {
    /** URI of the table's directory. */
    String location();

    /** The table as it is now, or empty when there is none. */
    Optional<TableSnapshot> latest() throws LakeUnavailableException;

    /** {@link #latest()}, refused if the connector cannot write the table rightly. */
    default Optional<TableSnapshot> writable() throws LakeUnavailableException {
        Optional<TableSnapshot> snapshot = latest();
        snapshot.ifPresent(found -> found.requireWritable(location()));
        return snapshot;
    }

    void create(StructType schema, List<String> partitionColumns, Map<String, String> properties)
            throws LakeUnavailableException, ConflictException;

    /** Commits another schema, alone. */
    void evolve(TableSnapshot from, StructType schema) throws LakeUnavailableException, ConflictException;

    /** Commits data files and the offsets that they cover, in one put. */
    Appended append(TableSnapshot from, List<DataFile> files, Map<AppId, Long> next, CommitDetails details)
            throws LakeUnavailableException, ConflictException;

    /**
     * Moves offsets as an operator asked, back or forward, -1 for none; repeating it changes nothing. A task that holds other beliefs is
     * fenced by it.
     */
    default void moveOffsets(Map<AppId, Long> versions) throws LakeUnavailableException {
        Logger log = LoggerFactory.getLogger(TableLog.class);
        while (true) {
            Optional<TableSnapshot> snapshot = latest();
            Map<AppId, Long> moved = new HashMap<>(versions);
            snapshot.ifPresent(
                    now -> moved.entrySet().removeAll(now.offsets().versions().entrySet()));
            if (snapshot.isEmpty() || moved.isEmpty()) {
                return;
            }
            try {
                append(snapshot.get(), List.of(), moved, new CommitDetails(OffsetLog.moved(moved), Map.of(), true));
                return;
            } catch (ConflictException again) {
                log.debug("Conflict while moving offsets in {}", location(), again);
            }
        }
    }
}
