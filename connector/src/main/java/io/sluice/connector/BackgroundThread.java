package io.sluice.connector;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A daemon thread. */
final class BackgroundThread implements Background {
    private final ExecutorService executor;
    private final CountDownLatch closed = new CountDownLatch(1);

    BackgroundThread(String name) {
        executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public <T> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
    }

    @Override
    public boolean closedWithin(Duration wait) throws InterruptedException {
        return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        executor.shutdown();
    }
}
