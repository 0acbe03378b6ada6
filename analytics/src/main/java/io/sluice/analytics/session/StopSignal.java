package io.sluice.analytics.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * SIGTERM as a request: while one of these is open, the end of the process waits (a minute at most) until it is closed, so
 * that a stream can finish the batch at hand. Nothing depends on it: a stream that is killed replays its last batch.
 */
public final class StopSignal implements AutoCloseable {
    /** Spark's own hook, which stops the context under every query, has 40; higher runs first. */
    private static final int BEFORE_SPARK = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runnable hook = this::shutdown;

    private StopSignal() {}

    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        ShutdownHookManager.get()
                .addShutdownHook(
                        signal.hook, BEFORE_SPARK, PATIENCE.plusSeconds(5).toSeconds(), TimeUnit.SECONDS);
        return signal;
    }

    private void shutdown() {
        requested.countDown();
        try {
            if (!closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println(
                        "The batch at hand did not end in " + PATIENCE.toSeconds() + " s: it will be replayed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process was asked to end. */
    public boolean requested() {
        return requested.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
