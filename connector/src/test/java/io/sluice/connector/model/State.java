package io.sluice.connector.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One state of the model: the log, two tasks, puts on their way, and the faults that are left. Encodes as a short string. */
final class State {
    static final int NONE = 15;

    /**
     * One version.
     *
     * @param adds rows, a bit each
     * @param txn next offset of each partition that it sets, or {@link #NONE}
     * @param id of who made it; 0 for another writer
     */
    record Commit(int adds, List<Integer> txn, int id) {}

    /** A put whose writer was told that it failed. */
    record Flight(int version, Commit commit) {}

    enum Phase {
        IDLE,
        /** Files are written and offsets were compared. */
        PREPARED,
        UNKNOWN
    }

    /**
     * @param expected what it believes the log's offsets to be; {@link #NONE} for a partition that it does not hold
     * @param buffer rows, a bit each
     */
    record Task(List<Integer> expected, int buffer, List<Integer> positions, Phase phase, int base, int id) {}

    final List<Commit> log;
    final List<Task> tasks;
    final List<Flight> flights;
    final int faults;
    final int nextId;
    /** Whose files were deleted, a bit each. */
    final int deleted;

    State(List<Commit> log, List<Task> tasks, List<Flight> flights, int faults, int nextId, int deleted) {
        this.log = log;
        this.tasks = tasks;
        this.flights = flights;
        this.faults = faults;
        this.nextId = nextId;
        this.deleted = deleted;
    }

    int next(int partition) {
        for (int version = log.size() - 1; version >= 0; version--) {
            int txn = log.get(version).txn().get(partition);
            if (txn != NONE) {
                return txn;
            }
        }
        return 0;
    }

    State with(int task, Task changed) {
        return with(task, changed, log, flights, faults);
    }

    State with(int task, Task changed, List<Commit> newLog, List<Flight> newFlights, int faultsLeft) {
        List<Task> changedTasks = new ArrayList<>(tasks);
        changedTasks.set(task, changed);
        return new State(newLog, changedTasks, newFlights, faultsLeft, nextId, deleted);
    }

    State using(int newNextId, int newDeleted) {
        return new State(log, tasks, flights, faults, newNextId, newDeleted);
    }

    List<Commit> logWith(Commit commit) {
        List<Commit> longer = new ArrayList<>(log);
        longer.add(commit);
        return longer;
    }

    String encode() {
        StringBuilder text = new StringBuilder();
        text.append((char) log.size());
        log.forEach(commit -> encode(commit, text));
        for (Task task : tasks) {
            encode(task.expected(), text);
            encode(task.positions(), text);
            text.append((char) task.buffer())
                    .append(task.phase().name().charAt(0))
                    .append((char) (task.base() + 1))
                    .append((char) task.id());
        }
        TreeSet<String> ordered = new TreeSet<>();
        for (Flight flight : flights) {
            StringBuilder one = new StringBuilder().append((char) flight.version());
            encode(flight.commit(), one);
            ordered.add(one.toString());
        }
        ordered.forEach(text::append);
        return text.append((char) faults)
                .append((char) nextId)
                .append((char) deleted)
                .toString();
    }

    private static void encode(Commit commit, StringBuilder text) {
        text.append((char) commit.adds()).append((char) commit.id());
        encode(commit.txn(), text);
    }

    private static void encode(List<Integer> offsets, StringBuilder text) {
        int packed = 0;
        for (int offset : offsets) {
            packed = packed << 4 | offset;
        }
        text.append((char) packed);
    }
}
