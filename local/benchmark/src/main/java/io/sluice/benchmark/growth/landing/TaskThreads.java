package io.sluice.benchmark.growth.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** The threads that a worker has for its tasks. */
final class TaskThreads {
    private TaskThreads() {}

    /**
     * What each came to, in the order of their numbers from 0.
     *
     * @throws IllegalStateException with the first failure as its cause, at once: others may wait for the one that has failed
     */
    static <T> List<T> run(int count, IntFunction<T> work) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(count, run -> {
            Thread thread = new Thread(run, Clocks.TASK_THREAD + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<T> ended = new ExecutorCompletionService<>(threads);
            List<Future<T>> underWay = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int each = i;
                underWay.add(ended.submit(() -> work.apply(each)));
            }
            for (int i = 0; i < count; i++) {
                ended.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : underWay) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the tasks were at work.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A task failed.", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
