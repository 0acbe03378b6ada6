package io.sluice.connector.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two tasks, one table's log, and everything that may happen in any order, up to some bounds: breadth first, so that what is found first is
 * found by the shortest way. A task dies or lives on beside its successor, a put's answer is lost or the put arrives late, another writer
 * commits, partitions go one by one.
 */
final class Model {
    /**
     * @param records in each partition
     * @param faults how many may happen on one way
     * @param versions of the log, at most
     */
    record Bounds(int partitions, int records, int faults, int versions) {
        @Override
        public String toString() {
            return partitions + " partitions of " + records + " records, " + faults + " faults";
        }
    }

    /** @param way to the violation, step by step */
    record Violation(String what, List<String> way) {}

    /** @param violation the first, or empty when all states were seen and each holds */
    record Result(int states, Optional<Violation> violation) {}

    private record Visit(String before, String step) {}

    private final Variant variant;
    private final Bounds bounds;
    private final Steps steps;
    private final Map<String, Visit> seen = new HashMap<>();
    private final ArrayDeque<State> waiting = new ArrayDeque<>();

    private Model(Variant variant, Bounds bounds) {
        this.variant = variant;
        this.bounds = bounds;
        this.steps = new Steps(variant, bounds);
    }

    static Result explore(Variant variant, Bounds bounds) {
        return new Model(variant, bounds).explore();
    }

    private Result explore() {
        State first = steps.first();
        seen.put(first.encode(), new Visit("", ""));
        waiting.add(first);
        while (!waiting.isEmpty()) {
            State state = waiting.remove();
            String code = state.encode();
            Optional<String> wrong = wrong(state);
            if (wrong.isPresent()) {
                return new Result(seen.size(), Optional.of(new Violation(wrong.get(), way(code))));
            }
            steps.from(state, (name, next) -> {
                if (seen.putIfAbsent(next.encode(), new Visit(code, name)) == null) {
                    waiting.add(next);
                }
            });
        }
        return new Result(seen.size(), Optional.empty());
    }

    private Optional<String> wrong(State state) {
        int once = 0;
        for (State.Commit commit : state.log) {
            if ((state.deleted >> commit.id() & 1) == 1) {
                continue;
            }
            if ((once & commit.adds()) != 0) {
                return Optional.of("a record is live twice");
            }
            once |= commit.adds();
        }
        for (int partition = 0; partition < bounds.partitions(); partition++) {
            for (int offset = 0; offset < state.next(partition); offset++) {
                if ((once & steps.bit(partition, offset)) == 0) {
                    return Optional.of("a record is lost");
                }
            }
        }
        return Optional.empty();
    }

    private List<String> way(String code) {
        List<String> way = new ArrayList<>();
        for (Visit visit = seen.get(code); !visit.step().isEmpty(); visit = seen.get(visit.before())) {
            way.add(visit.step());
        }
        Collections.reverse(way);
        return way;
    }

    @Override
    public String toString() {
        return variant + ", " + bounds;
    }
}
