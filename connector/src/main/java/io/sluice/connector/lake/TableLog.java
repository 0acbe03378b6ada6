package io.sluice.connector.lake;

import io.delta.kernel.types.StructType;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.PassedGap;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.parquet.DataFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
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

    /**
     * The table as it is now, to commit on: {@link #latest()}, or the same from memory where the last commit through this object is known to
     * be the table's last.
     */
    default Optional<TableSnapshot> commitBase() throws LakeUnavailableException {
        return latest();
    }

    /** A stretch of time in which this process commits to the table by one thread. */
    interface Turn {
        Turn NONE = () -> {};

        /** By the thread that took it. */
        void end();
    }

    /**
     * To be taken before {@link #commitBase()} and ended after {@link #append}: other threads of this process that commit through this object
     * wait meanwhile, rather than fail each other's puts. It is no lock to rely on: a turn that lasts long is passed by.
     */
    default Turn turn() {
        return Turn.NONE;
    }

    /** {@link #latest()}, refused if the connector cannot write the table rightly. */
    default Optional<TableSnapshot> writable() throws LakeUnavailableException {
        Optional<TableSnapshot> snapshot = latest();
        snapshot.ifPresent(found -> found.requireWritable(location()));
        return snapshot;
    }

    /** Makes the table, in a commit of its own. */
    Appended create(StructType schema, TableLayout layout, Map<String, String> properties)
            throws LakeUnavailableException, ConflictException;

    /** Commits another schema, alone. */
    Appended evolve(TableSnapshot from, StructType schema) throws LakeUnavailableException, ConflictException;

    /** Commits data files and the offsets that they cover, in one put. */
    Appended append(TableSnapshot from, List<DataFile> files, Map<AppId, Long> next, CommitDetails details)
            throws LakeUnavailableException, ConflictException;

    /**
     * Which offsets of a partition are rows: what the data files say, where the offsets in the log alone do not tell.
     *
     * @param to exclusive
     */
    Set<Long> landed(TableSnapshot at, TopicPartition partition, long from, long to) throws LakeUnavailableException;

    /**
     * Moves offsets over gaps in Kafka, in a commit of its own. A task that holds other beliefs is fenced by it.
     *
     * @param decide what to pass over, from the offsets that are compared and committed from; asked again after a conflict. Empty: nothing
     * @return what was passed over
     */
    default List<PassedGap> passGaps(Function<SourceOffsets, Optional<GapPass>> decide)
            throws LakeUnavailableException {
        while (true) {
            Optional<TableSnapshot> snapshot = latest();
            Optional<GapPass> pass = snapshot.flatMap(now -> decide.apply(now.offsets()));
            if (pass.isEmpty()) {
                return List.of();
            }
            snapshot.get().requireWritable(location());
            List<PassedGap> gaps = pass.get().gaps();
            CommitDetails details = new CommitDetails(
                    OffsetLog.gaps(gaps), Map.of(), true, pass.get().markers());
            try {
                append(snapshot.get(), List.of(), pass.get().next(), details);
                return gaps;
            } catch (ConflictException again) {
                LoggerFactory.getLogger(TableLog.class).debug("Conflict while passing gaps in {}", location(), again);
            }
        }
    }

    /**
     * Moves offsets as an operator asked, back or forward, -1 for none; repeating it changes nothing. A task that holds other beliefs is
     * fenced by it. Where all that the table holds of a topic is moved, it forgets which topic that was.
     */
    default void moveOffsets(Map<AppId, Long> versions) throws LakeUnavailableException {
        while (true) {
            Optional<TableSnapshot> snapshot = latest();
            if (snapshot.isEmpty()) {
                return;
            }
            SourceOffsets held = snapshot.get().offsets();
            Map<AppId, Long> moved = new HashMap<>(versions);
            moved.entrySet().removeAll(held.versions().entrySet());
            Map<TopicMarker, Long> forgotten = forgotten(held, versions.keySet());
            if (moved.isEmpty() && forgotten.isEmpty()) {
                return;
            }
            CommitDetails details =
                    new CommitDetails(OffsetLog.moved(moved.isEmpty() ? versions : moved), Map.of(), true, forgotten);
            try {
                append(snapshot.get(), List.of(), moved, details);
                return;
            } catch (ConflictException again) {
                LoggerFactory.getLogger(TableLog.class).debug("Conflict while moving offsets in {}", location(), again);
            }
        }
    }

    private static Map<TopicMarker, Long> forgotten(SourceOffsets held, Set<AppId> moved) {
        Map<TopicMarker, Long> forgotten = new HashMap<>();
        for (AppId one : moved) {
            if (moved.containsAll(held.ofTopic(one).keySet())) {
                held.markers().forEach((marker, version) -> {
                    if (version >= 0 && marker.isOf(one)) {
                        forgotten.put(marker, -1L);
                    }
                });
            }
        }
        return forgotten;
    }
}
