package io.sluice.local.chaos;

import io.sluice.local.connect.Worker;
import io.sluice.local.connect.WorkerSpec;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** The workers of one Connect cluster, by number, so that one that was killed can come back. */
final class Workers implements AutoCloseable {
    private final Fleet fleet;
    private final WorkerSpec spec;
    private final Map<Integer, Worker> running = new ConcurrentSkipListMap<>();
    private final List<CompletableFuture<Void>> starting = new ArrayList<>();

    Workers(Fleet fleet, WorkerSpec spec) {
        this.fleet = fleet;
        this.spec = spec;
    }

    /** The same workers with a variable in their environment. */
    Workers environment(String variable, String value) {
        return new Workers(fleet, spec.environment(variable, value));
    }

    /** The same workers with another heap, as in -Xmx. */
    Workers heap(String heap) {
        return new Workers(fleet, spec.heap(heap));
    }

    /** Starts some at once and does not wait for them. */
    void starts(int... numbers) {
        for (int number : numbers) {
            starting.add(CompletableFuture.runAsync(() -> startNow(number)));
        }
    }

    /** Starts several at once and returns when all have joined. */
    Workers start(int... numbers) {
        starts(numbers);
        awaitStarts();
        return this;
    }

    private void startNow(int number) {
        WorkerSpec named = new WorkerSpec(
                spec.name() + "-" + number,
                spec.classpath(),
                spec.bootstrap(),
                spec.plugins(),
                spec.settings(),
                spec.environment(),
                spec.options());
        running.put(number, Worker.start(fleet.children(), fleet.checkout(), named, fleet.work()));
    }

    /** As kill -9 does. */
    void kill(int number) {
        running.remove(number).jvm().kill();
    }

    /** As an orderly shutdown does. */
    void stop(int number) {
        running.remove(number).close();
    }

    /** STOP makes it stand still, CONT wakes it up. */
    void signal(int number, String signal) {
        Commands.run(
                "kill", "-" + signal, Long.toString(running.get(number).jvm().pid()));
    }

    /** How many lines of its log have this text. */
    long said(int number, String text) {
        try (var lines = Files.lines(running.get(number).jvm().log())) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitHealthy(int number) {
        Await.answer(
                "The return of worker " + number,
                Duration.ofMinutes(2),
                () -> running.get(number).rest().isHealthy() ? Optional.of(true) : Optional.empty(),
                () -> running.get(number).jvm().tail());
    }

    /** One of those that have joined; none is an error. */
    int any(Random random) {
        List<Integer> numbers = List.copyOf(running.keySet());
        return numbers.get(random.nextInt(numbers.size()));
    }

    /** Starts those again that ended by themselves, and says how many these were. */
    int revive() {
        List<Integer> ended = running.keySet().stream()
                .filter(number -> !running.get(number).jvm().isAlive())
                .toList();
        for (int number : ended) {
            running.remove(number);
            starts(number);
        }
        return ended.size();
    }

    /** Waits until one has joined. */
    void awaitOne() {
        Await.answer(
                "The start of a worker",
                Duration.ofMinutes(2),
                () -> running.isEmpty() ? Optional.empty() : Optional.of(true),
                () -> "");
    }

    int count() {
        return running.size();
    }

    Worker worker(int number) {
        return running.get(number);
    }

    /** The number of the one that is this process. */
    int numbered(long pid) {
        return running.entrySet().stream()
                .filter(worker -> worker.getValue().jvm().pid() == pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Process " + pid + " is no running worker."))
                .getKey();
    }

    /** One that runs; which one may change. */
    Worker any() {
        awaitOne();
        return running.values().stream()
                .filter(worker -> worker.jvm().isAlive())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No worker runs."));
    }

    /** Waits for those that {@link #starts} has begun with. */
    void awaitStarts() {
        starting.forEach(CompletableFuture::join);
        starting.clear();
    }

    @Override
    public void close() {
        try {
            awaitStarts();
        } finally {
            running.values().forEach(worker -> worker.jvm().kill());
            running.clear();
        }
    }
}
