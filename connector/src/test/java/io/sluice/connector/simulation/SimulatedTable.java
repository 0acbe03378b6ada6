package io.sluice.connector.simulation;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructType;
import io.sluice.connector.lake.Appended;
import io.sluice.connector.lake.CommitDetails;
import io.sluice.connector.lake.ConflictException;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.Puts;
import io.sluice.connector.lake.SourceOffsets;
import io.sluice.connector.lake.TableLayout;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.parquet.DataFile;
import io.sluice.connector.schema.Widening;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A table as one task sees it, over a store that fails; the put loop is the real one. */
final class SimulatedTable implements TableLog {
    private final SimulatedLog log;
    private final Stage stage;
    private final Faults faults;
    private final Files files;

    SimulatedTable(SimulatedLog log, Stage stage, Faults faults, Files files) {
        this.files = files;
        this.log = log;
        this.stage = stage;
        this.faults = faults;
    }

    private record Snapshot(long version, SimulatedLog.Commit commit) implements TableSnapshot {
        @Override
        public String id() {
            return commit.tableId();
        }

        @Override
        public StructType schema() {
            return commit.schema();
        }

        @Override
        public List<String> partitionColumns() {
            return List.of();
        }

        @Override
        public List<Column> clusteringColumns() {
            return List.of();
        }

        @Override
        public Map<String, String> properties() {
            return Map.of();
        }

        @Override
        public Widening widening() {
            return Widening.NONE;
        }

        @Override
        public SourceOffsets offsets() {
            return commit.offsets();
        }

        @Override
        public void requireWritable(String location) {}
    }

    @Override
    public String location() {
        return "sim:/" + log.name;
    }

    @Override
    public Optional<TableSnapshot> latest() throws LakeUnavailableException {
        stage.pause("snapshot");
        if (faults.ofRead()) {
            throw Puts.away(new IOException("503 on a listing"));
        }
        stage.trace("reads", log.name, log.commits().size() - 1);
        return log.exists() ? Optional.of(new Snapshot(log.commits().size() - 1, log.last())) : Optional.empty();
    }

    @Override
    public Appended create(StructType schema, TableLayout layout, Map<String, String> properties)
            throws LakeUnavailableException, ConflictException {
        put(
                0,
                new SimulatedLog.Commit(
                        stage.newId(), log.newTableId(), schema, new SourceOffsets(Map.of()), Map.of(), List.of()));
        return new Appended(0, List.of());
    }

    @Override
    public Appended evolve(TableSnapshot from, StructType schema) throws LakeUnavailableException, ConflictException {
        put(
                from.version() + 1,
                new SimulatedLog.Commit(stage.newId(), from.id(), schema, from.offsets(), Map.of(), List.of()));
        return new Appended(from.version() + 1, List.of());
    }

    @Override
    public Appended append(TableSnapshot from, List<DataFile> files, Map<AppId, Long> next, CommitDetails details)
            throws LakeUnavailableException, ConflictException {
        Map<AppId, Long> offsets = new HashMap<>(from.offsets().versions());
        offsets.putAll(next);
        Map<RoutingMarker, Long> routings = new HashMap<>(from.offsets().routings());
        details.markers().forEach((marker, version) -> {
            if (marker instanceof RoutingMarker routing) {
                routings.put(routing, version);
            }
        });
        put(
                from.version() + 1,
                new SimulatedLog.Commit(
                        stage.newId(),
                        from.id(),
                        from.schema(),
                        new SourceOffsets(offsets, Map.of(), routings),
                        Map.copyOf(next),
                        files.stream().map(DataFile::path).toList()));
        return new Appended(from.version() + 1, List.of());
    }

    @Override
    public Set<Long> landed(TableSnapshot at, TopicPartition partition, long from, long to)
            throws LakeUnavailableException {
        stage.pause("read rows");
        if (faults.ofRead()) {
            throw Puts.away(new IOException("503 on a data file"));
        }
        List<SimulatedLog.Commit> commits = log.commits();
        if (at.version() >= commits.size()) {
            // It was dropped since the snapshot, and its data files with it.
            throw Puts.away(new IOException("404 on a data file"));
        }
        Set<Long> landed = new HashSet<>();
        for (SimulatedLog.Commit commit : commits.subList(0, (int) at.version() + 1)) {
            for (String path : commit.files()) {
                files.content(path).rows().stream()
                        .filter(row -> row.partition().equals(partition) && row.offset() >= from && row.offset() < to)
                        .forEach(row -> landed.add(row.offset()));
            }
        }
        return landed;
    }

    private void put(long version, SimulatedLog.Commit commit) throws LakeUnavailableException, ConflictException {
        Puts.run(new Slot(version, commit), commit.txnId());
    }

    private final class Slot implements Puts.Slot {
        private final long version;
        private final SimulatedLog.Commit commit;

        Slot(long version, SimulatedLog.Commit commit) {
            this.version = version;
            this.commit = commit;
        }

        @Override
        public void put() throws IOException {
            stage.pause("put");
            Faults.OfPut fault = faults.ofPut();
            stage.trace("puts", log.name, version, fault);
            if (faults.away() || fault == Faults.OfPut.DROPPED) {
                throw new IOException("503 slow down");
            }
            if (fault == Faults.OfPut.DELAYED) {
                log.putLater(version, commit);
                throw new IOException("timeout");
            }
            log.put(version, commit);
            stage.pause("put is applied");
            if (fault == Faults.OfPut.ANSWER_LOST) {
                throw new IOException("connection reset");
            }
            if (fault == Faults.OfPut.REFUSED_THOUGH_APPLIED) {
                throw new FileAlreadyExistsException("412 of a retry");
            }
        }

        @Override
        public Optional<String> txnId() throws IOException {
            stage.pause("read back");
            if (faults.ofRead()) {
                throw new IOException("503 on a read");
            }
            return version < log.commits().size()
                    ? Optional.of(log.commits().get((int) version).txnId())
                    : Optional.empty();
        }
    }
}
