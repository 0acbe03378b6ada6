package io.sluice.connector.model;

import static io.sluice.connector.model.State.NONE;

import io.sluice.connector.model.State.Commit;
import io.sluice.connector.model.State.Flight;
import io.sluice.connector.model.State.Phase;
import io.sluice.connector.model.State.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every step that may follow a state. */
final class Steps {
    /** What is looked at. */
    interface Visitor {
        void step(String name, State next);
    }

    private final Variant variant;
    private final Model.Bounds bounds;
    private final List<Integer> nothing;

    Steps(Variant variant, Model.Bounds bounds) {
        this.variant = variant;
        this.bounds = bounds;
        this.nothing = Collections.nCopies(bounds.partitions(), NONE);
    }

    State first() {
        Task idle = new Task(nothing, 0, nothing, Phase.IDLE, -1, 0);
        return new State(List.of(), List.of(idle, idle), List.of(), bounds.faults(), 0, 0);
    }

    void from(State state, Visitor visitor) {
        for (int task = 0; task < 2; task++) {
            task(state, task, visitor);
        }
        network(state, visitor);
        if (state.faults > 0 && state.log.size() < bounds.versions()) {
            visitor.step(
                    "another writer commits",
                    new State(
                            state.logWith(new Commit(0, nothing, 0)),
                            state.tasks,
                            state.flights,
                            state.faults - 1,
                            state.nextId,
                            state.deleted));
        }
    }

    private void task(State state, int number, Visitor visitor) {
        Task task = state.tasks.get(number);
        String who = "T" + number + " ";
        Task opened = opened(state);
        if (task.expected().stream().allMatch(offset -> offset == NONE)) {
            visitor.step(who + "opens", state.with(number, opened));
            return;
        }
        if (state.faults > 0) {
            visitor.step(
                    who + "dies and opens again",
                    state.with(number, opened, state.log, state.flights, state.faults - 1));
            partialRevoke(state, number, visitor);
        }
        switch (task.phase()) {
            case IDLE -> idle(state, number, visitor);
            case PREPARED -> {
                if (state.log.size() < bounds.versions()) {
                    prepared(state, number, visitor);
                }
            }
            case UNKNOWN -> unknown(state, number, visitor);
        }
    }

    private Task opened(State state) {
        List<Integer> all = new ArrayList<>();
        for (int partition = 0; partition < bounds.partitions(); partition++) {
            all.add(state.next(partition));
        }
        return new Task(all, 0, all, Phase.IDLE, -1, 0);
    }

    private void partialRevoke(State state, int number, Visitor visitor) {
        Task task = state.tasks.get(number);
        if (bounds.partitions() == 1 || task.expected().get(1) == NONE || task.phase() != Phase.IDLE) {
            return;
        }
        Task left;
        if (variant == Variant.PARTIAL_REVOKE_KEEPS_FILE) {
            left = new Task(
                    List.of(task.expected().get(0), NONE),
                    task.buffer(),
                    List.of(task.positions().get(0), NONE),
                    task.phase(),
                    task.base(),
                    task.id());
        } else {
            List<Integer> rest = List.of(state.next(0), NONE);
            left = new Task(rest, 0, rest, Phase.IDLE, -1, 0);
        }
        visitor.step("T" + number + " loses p1", state.with(number, left, state.log, state.flights, state.faults - 1));
    }

    private void idle(State state, int number, Visitor visitor) {
        Task task = state.tasks.get(number);
        for (int partition = 0; partition < bounds.partitions(); partition++) {
            int position = task.positions().get(partition);
            if (task.expected().get(partition) != NONE && position < bounds.records()) {
                List<Integer> moved = new ArrayList<>(task.positions());
                moved.set(partition, position + 1);
                visitor.step(
                        "T" + number + " takes p" + partition + "@" + position,
                        state.with(
                                number,
                                new Task(
                                        task.expected(),
                                        task.buffer() | bit(partition, position),
                                        moved,
                                        Phase.IDLE,
                                        -1,
                                        0)));
            }
        }
        if (task.buffer() == 0) {
            return;
        }
        if (mayPrepare(state, task)) {
            int id = state.nextId + 1;
            visitor.step(
                    "T" + number + " writes files and compares",
                    state.with(number, at(task, Phase.PREPARED, state.log.size() - 1, id))
                            .using(id, state.deleted));
        } else {
            visitor.step("T" + number + " is fenced", state.with(number, fenced(state, task)));
        }
    }

    private boolean mayPrepare(State state, Task task) {
        return switch (variant) {
            case NO_COMPARISON -> true;
            case ORDER_INSTEAD_OF_EQUALITY -> !overtaken(state, task);
            default -> equal(state, task);
        };
    }

    private boolean equal(State state, Task task) {
        for (int partition = 0; partition < bounds.partitions(); partition++) {
            int expected = task.expected().get(partition);
            if (expected != NONE && expected != state.next(partition)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the log stands at or above what the task would write. */
    private boolean overtaken(State state, Task task) {
        for (int partition = 0; partition < bounds.partitions(); partition++) {
            int expected = task.expected().get(partition);
            int position = task.positions().get(partition);
            if (expected != NONE && position != expected && state.next(partition) >= position) {
                return true;
            }
        }
        return false;
    }

    private static Task at(Task task, Phase phase, int base, int id) {
        return new Task(task.expected(), task.buffer(), task.positions(), phase, base, id);
    }

    /** What the log says now, for the partitions that the task holds. */
    private List<Integer> asked(State state, Task task) {
        List<Integer> now = new ArrayList<>();
        for (int partition = 0; partition < bounds.partitions(); partition++) {
            now.add(task.expected().get(partition) == NONE ? NONE : state.next(partition));
        }
        return now;
    }

    private Task rewound(State state, Task task) {
        List<Integer> now = asked(state, task);
        return new Task(now, 0, now, Phase.IDLE, -1, 0);
    }

    private Task fenced(State state, Task task) {
        return variant == Variant.FENCED_ADOPTS
                ? new Task(asked(state, task), task.buffer(), task.positions(), Phase.IDLE, -1, 0)
                : rewound(state, task);
    }

    private void prepared(State state, int number, Visitor visitor) {
        Task task = state.tasks.get(number);
        String who = "T" + number + " ";
        if (state.log.size() - 1 == task.base()) {
            put(state, number, visitor);
        } else if (variant.comparesEachTime() ? equal(state, task) : !lostByOrder(state, task)) {
            visitor.step(
                    who + "starts over", state.with(number, at(task, Phase.PREPARED, state.log.size() - 1, task.id())));
        } else if (variant == Variant.FILES_CLEANED_UP) {
            visitor.step(
                    who + "is fenced and deletes its files",
                    state.with(number, rewound(state, task)).using(state.nextId, state.deleted | 1 << task.id()));
        } else {
            visitor.step(who + "is fenced", state.with(number, fenced(state, task)));
        }
    }

    /** Kernel's rule: a winner since the base has a version that is not lower. */
    private boolean lostByOrder(State state, Task task) {
        if (variant != Variant.ORDER_INSTEAD_OF_EQUALITY) {
            return false;
        }
        for (Commit winner : state.log.subList(task.base() + 1, state.log.size())) {
            for (int partition = 0; partition < bounds.partitions(); partition++) {
                int txn = winner.txn().get(partition);
                if (task.expected().get(partition) != NONE
                        && txn != NONE
                        && txn >= task.positions().get(partition)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void put(State state, int number, Visitor visitor) {
        Task task = state.tasks.get(number);
        String who = "T" + number + " ";
        List<Integer> txn = new ArrayList<>();
        for (int partition = 0; partition < bounds.partitions(); partition++) {
            int expected = task.expected().get(partition);
            int position = task.positions().get(partition);
            boolean sets = expected != NONE && (variant == Variant.NO_COMPARISON || position != expected);
            txn.add(sets ? position : NONE);
        }
        Commit commit = new Commit(task.buffer(), txn, task.id());
        Task landed = new Task(task.positions(), 0, task.positions(), Phase.IDLE, -1, 0);
        Task unsure = at(task, Phase.UNKNOWN, task.base(), task.id());
        List<Commit> longer = state.logWith(commit);
        visitor.step(who + "puts", state.with(number, landed, longer, state.flights, state.faults));
        if (state.faults > 0) {
            visitor.step(
                    who + "puts, and the answer is lost",
                    state.with(number, unsure, longer, state.flights, state.faults - 1));
            List<Flight> flights = new ArrayList<>(state.flights);
            Flight flight = new Flight(task.base() + 1, commit);
            if (!flights.contains(flight)) {
                flights.add(flight);
            }
            visitor.step(
                    who + "puts, and it is delayed", state.with(number, unsure, state.log, flights, state.faults - 1));
        }
    }

    private void unknown(State state, int number, Visitor visitor) {
        Task task = state.tasks.get(number);
        String who = "T" + number + " ";
        if (variant == Variant.FILES_CLEANED_UP) {
            visitor.step(
                    who + "deletes its files and asks again",
                    state.with(number, rewound(state, task)).using(state.nextId, state.deleted | 1 << task.id()));
        } else if (variant == Variant.BLIND_RETRY) {
            visitor.step(
                    who + "builds it again",
                    state.with(number, at(task, Phase.PREPARED, state.log.size() - 1, task.id())));
        } else {
            visitor.step(who + "asks again", state.with(number, rewound(state, task)));
        }
    }

    private void network(State state, Visitor visitor) {
        for (Flight flight : state.flights) {
            List<Flight> rest = new ArrayList<>(state.flights);
            rest.remove(flight);
            List<Commit> log = state.log;
            if (variant == Variant.UNCONDITIONAL_PUT && flight.version() < log.size()) {
                log = new ArrayList<>(log);
                log.set(flight.version(), flight.commit());
            } else if (flight.version() == log.size()) {
                log = state.logWith(flight.commit());
            }
            visitor.step(
                    log == state.log ? "a late put is refused" : "a late put lands",
                    new State(log, state.tasks, rest, state.faults, state.nextId, state.deleted));
        }
    }

    int bit(int partition, int offset) {
        return 1 << (partition * bounds.records() + offset);
    }
}
