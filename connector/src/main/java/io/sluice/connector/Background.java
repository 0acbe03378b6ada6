package io.sluice.connector;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** What a {@link FlushWorker} runs on: one thread beside the task's, and its waits. */
interface Background extends AutoCloseable {
    <T> Future<T> submit(Callable<T> work);

    /** Waits on the background thread; says whether it was closed meanwhile. */
    boolean closedWithin(Duration wait) throws InterruptedException;

    /** Ends waits; work that is under way is left to end by itself. */
    @Override
    void close();
}
