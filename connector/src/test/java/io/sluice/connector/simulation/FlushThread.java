package io.sluice.connector.simulation;

import io.sluice.connector.SimulatedTask;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The background thread of a simulated task: an actor for each flush. */
final class FlushThread implements SimulatedTask.Threads {
    private final Stage stage;
    private final Machine machine;
    private boolean closed;
    private int flushes;

    FlushThread(Stage stage, Machine machine) {
        this.stage = stage;
        this.machine = machine;
    }

    @Override
    public <T> Future<T> submit(Callable<T> work) {
        Result<T> result = new Result<>();
        if (machine.closing) {
            stage.fail("I7: a flush begins while partitions go", null);
        }
        stage.start(machine, machine.name + "-flush" + ++flushes, () -> {
            try {
                result.value = work.call();
            } catch (Exception e) {
                stage.trace("flush ends with " + e);
                result.failure = e;
            }
            result.done = true;
        });
        return result;
    }

    @Override
    public boolean closedWithin(Duration wait) {
        stage.await("wait for the lake", () -> closed, wait.toMillis());
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    private final class Result<T> implements Future<T> {
        private T value;
        private Exception failure;
        private boolean done;

        @Override
        public boolean cancel(boolean interrupt) {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public T get() throws ExecutionException {
            throw new UnsupportedOperationException("The task waits with a limit");
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws ExecutionException, TimeoutException {
            if (!done && timeout > 0) {
                stage.await("wait for the flush", () -> done, unit.toMillis(timeout));
            }
            if (!done) {
                throw new TimeoutException();
            }
            if (failure != null) {
                throw new ExecutionException(failure);
            }
            return value;
        }
    }
}
