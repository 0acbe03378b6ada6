package io.sluice.connector.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs actors one at a time, on real threads, in an order that a seed decides: whoever has the turn runs until it pauses, and chooses who is
 * next. So the connector's own code runs unchanged, and the same seed gives the same run.
 */
final class Stage {
    private static final long MILLI = 1_000_000;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "simulated");
        thread.setDaemon(true);
        return thread;
    });

    /** What happens between the actors' steps. */
    interface Director {
        /** Before each step; may start and kill actors. */
        void beforeStep();

        /** Whether the run is over. */
        boolean over();
    }

    final Random random;
    final Trace trace = new Trace();
    private final Thread main = Thread.currentThread();
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> candidates = new ArrayList<>();
    private final Director director;
    private final double stickiness;
    private Actor current;
    private volatile boolean mainsTurn;
    private boolean over;
    private Violation violation;
    private long nanos = 1_000 * MILLI;
    private long steps;
    private long ids;

    Stage(Random random, Director director) {
        this.random = random;
        this.director = director;
        this.stickiness = new double[] {0, 0.3, 0.6, 0.9}[random.nextInt(4)];
    }

    long nanos() {
        return nanos;
    }

    long millis() {
        return nanos / MILLI;
    }

    long steps() {
        return steps;
    }

    /** An id that no other has in this run. */
    String newId() {
        return "id-" + ++ids;
    }

    /** Whether an actor runs whose name holds this. */
    boolean runs(String name) {
        return actors.stream().anyMatch(actor -> !actor.done && actor.name.contains(name));
    }

    void passTime(long millis) {
        nanos += millis * MILLI;
    }

    void trace(String what, Object... values) {
        trace.add(steps, current == null ? "-" : current.name, what, values);
    }

    /** An invariant does not hold: the run ends at the next pause. */
    void fail(String why, Throwable cause) {
        if (violation == null && !over) {
            trace(why);
            violation = new Violation(why, cause);
        }
        over = true;
    }

    Actor start(Machine machine, String name, Runnable body) {
        Actor actor = new Actor(this, machine, name, body);
        actors.add(actor);
        THREADS.execute(actor);
        return actor;
    }

    void kill(Machine machine) {
        for (Actor actor : actors) {
            actor.killed |= actor.machine == machine;
        }
    }

    /** Lets any other actor run before the next line of this one. */
    void pause(String where) {
        await(where, Actor.NOW, Long.MAX_VALUE);
    }

    /** Waits in simulated time; says whether what it waited for came about. */
    boolean await(String where, BooleanSupplier ready, long millis) {
        Actor self = current;
        if (self.killed) {
            throw new Actor.Killed();
        }
        self.ready = ready;
        self.deadline = millis > Long.MAX_VALUE / MILLI - nanos ? Long.MAX_VALUE : nanos + millis * MILLI;
        trace(where);
        Actor next = next();
        if (next != self) {
            hand(next);
            self.awaitTurn();
        } else {
            self.ready = Actor.NOW;
            self.deadline = Long.MAX_VALUE;
        }
        if (self.killed) {
            throw new Actor.Killed();
        }
        return ready.getAsBoolean();
    }

    /** The actor that had the turn is done. */
    void ended() {
        hand(next());
    }

    /** Runs until the director or a violation ends it; nothing of it runs afterwards. */
    void run() {
        hand(next());
        awaitMainsTurn();
        for (Actor actor : List.copyOf(actors)) {
            actor.killed = true;
        }
        for (Actor actor : List.copyOf(actors)) {
            if (!actor.done) {
                hand(actor);
                awaitMainsTurn();
            }
        }
        if (violation != null) {
            throw violation;
        }
    }

    private void awaitMainsTurn() {
        while (!mainsTurn) {
            LockSupport.park(this);
        }
        mainsTurn = false;
    }

    private void hand(Actor next) {
        current = next;
        if (next == null) {
            mainsTurn = true;
            LockSupport.unpark(main);
        } else {
            next.giveTurn();
        }
    }

    /** Null: the main thread, because the run is over. */
    private Actor next() {
        while (!over) {
            steps++;
            nanos += random.nextInt(20) * MILLI;
            try {
                director.beforeStep();
                if (director.over()) {
                    over = true;
                    break;
                }
                Actor chosen = choose();
                if (chosen != null) {
                    return chosen;
                }
            } catch (RuntimeException | Error unexpected) {
                fail("The simulator failed: " + unexpected, unexpected);
            }
        }
        return null;
    }

    private Actor choose() {
        candidates.clear();
        long first = Long.MAX_VALUE;
        for (int i = 0; i < actors.size(); i++) {
            Actor actor = actors.get(i);
            if (actor.done) {
                actors.remove(i--);
            } else if (actor.killed) {
                return actor;
            } else if (actor.runnable(nanos)) {
                candidates.add(actor);
            } else {
                first = Math.min(first, actor.deadline);
            }
        }
        if (candidates.isEmpty()) {
            nanos = first == Long.MAX_VALUE ? nanos + 100 * MILLI : Math.max(nanos, first);
            return null;
        }
        if (candidates.contains(current) && random.nextDouble() < stickiness) {
            return current;
        }
        return candidates.get(random.nextInt(candidates.size()));
    }
}
