package io.sluice.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several threads that do the same at once. */
final class Racers {
    private static final long LIMIT_MINUTES = 60;

    interface Racer<T> {
        List<T> run(int number) throws Exception;
    }

    private Racers() {}

    /** What all of them return; their first failure is thrown. */
    static <T> List<T> race(int racers, Racer<T> racer) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(racers);
        try {
            List<Callable<List<T>>> calls = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                int number = i;
                calls.add(() -> racer.run(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<List<T>> result : pool.invokeAll(calls, LIMIT_MINUTES, TimeUnit.MINUTES)) {
                results.addAll(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
