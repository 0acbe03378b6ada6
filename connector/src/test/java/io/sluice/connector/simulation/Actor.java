package io.sluice.connector.simulation;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One thread of a simulated process. It runs only while it has the turn, and gives it up wherever another could get between. */
final class Actor implements Runnable {
    /** The process was killed: unwinds past every handler of the connector, which catch exceptions only. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    static final BooleanSupplier NOW = () -> true;

    final Machine machine;
    final String name;
    private final Stage stage;
    private final Runnable body;
    private volatile boolean turn;
    private volatile Thread thread;
    BooleanSupplier ready = NOW;
    long deadline = Long.MAX_VALUE;
    boolean killed;
    boolean done;

    Actor(Stage stage, Machine machine, String name, Runnable body) {
        this.stage = stage;
        this.machine = machine;
        this.name = name;
        this.body = body;
    }

    boolean runnable(long nanos) {
        return killed || (!machine.frozen() && (nanos >= deadline || ready.getAsBoolean()));
    }

    void giveTurn() {
        turn = true;
        LockSupport.unpark(thread);
    }

    void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
        }
        turn = false;
        ready = NOW;
        deadline = Long.MAX_VALUE;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        awaitTurn();
        try {
            if (!killed) {
                body.run();
            }
        } catch (Killed end) {
            stage.trace("killed", name);
        } catch (RuntimeException | Error unexpected) {
            stage.fail("Actor " + name + " ended with " + unexpected, unexpected);
        }
        done = true;
        stage.ended();
    }
}
