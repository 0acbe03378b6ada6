package io.sluice.connector.simulation;

import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.lake.SourceOffsets;
import io.sluice.connector.offset.AppId;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One table's log in the store: versions that are there or not, and puts that are still on their way. */
final class SimulatedLog {
    /**
     * One version.
     *
     * @param offsets all that the table holds as of this version
     * @param moved those that this version sets
     * @param files paths that it adds
     */
    record Commit(
            String txnId,
            String tableId,
            StructType schema,
            SourceOffsets offsets,
            Map<AppId, Long> moved,
            List<String> files) {}

    private record Delayed(long version, Commit commit) {}

    final String name;
    private final Stage stage;
    private final Oracle oracle;
    private final List<Commit> commits = new ArrayList<>();
    private final List<Delayed> delayed = new ArrayList<>();
    private int incarnation;
    private int foreign;

    SimulatedLog(String name, Stage stage, Oracle oracle) {
        this.name = name;
        this.stage = stage;
        this.oracle = oracle;
    }

    List<Commit> commits() {
        return commits;
    }

    boolean exists() {
        return !commits.isEmpty();
    }

    Commit last() {
        return commits.get(commits.size() - 1);
    }

    String newTableId() {
        return name + "#" + ++incarnation;
    }

    /** Put-if-absent. */
    void put(long version, Commit commit) throws FileAlreadyExistsException {
        if (version < commits.size()) {
            throw new FileAlreadyExistsException(name + "@" + version);
        }
        if (version > commits.size()) {
            stage.fail(
                    "I5: version " + version + " of " + name + " was put, and " + commits.size() + " is absent", null);
            return;
        }
        commits.add(commit);
        stage.trace("applied", name, version, commit.moved().toString(), commit.files());
        oracle.committed(this, version, commit);
    }

    void putLater(long version, Commit commit) {
        delayed.add(new Delayed(version, commit));
    }

    /** A put arrives that its writer has long given up, or is lost for good. */
    void deliverDelayed(boolean lost) {
        if (delayed.isEmpty()) {
            return;
        }
        Delayed late = delayed.remove(stage.random.nextInt(delayed.size()));
        if (!lost) {
            try {
                stage.trace("a delayed put arrives", name, late.version());
                put(late.version(), late.commit());
            } catch (FileAlreadyExistsException refused) {
                stage.trace("and is refused", name, late.version());
            }
        }
    }

    /** Spark commits: nothing, or another column. */
    void commitForeign(boolean column) {
        if (!exists()) {
            return;
        }
        Commit last = last();
        StructType schema = column && last.schema().length() < 12
                ? last.schema().add("spark" + foreign, StringType.STRING)
                : last.schema();
        commits.add(new Commit("spark-" + foreign++, last.tableId(), schema, last.offsets(), Map.of(), List.of()));
        stage.trace("Spark commits", name, commits.size() - 1);
    }

    /** Dropped, and perhaps made anew by Spark, with the offsets of nobody. Only while nobody lands: a put fences no path. */
    void drop(boolean recreate) {
        if (!exists()) {
            return;
        }
        StructType schema = last().schema();
        oracle.dropped(this, new HashMap<>(last().offsets().versions()));
        commits.clear();
        delayed.clear();
        stage.trace("dropped", name, recreate);
        if (recreate) {
            commits.add(new Commit(
                    "spark-" + foreign++, newTableId(), schema, new SourceOffsets(Map.of()), Map.of(), List.of()));
        }
    }
}
