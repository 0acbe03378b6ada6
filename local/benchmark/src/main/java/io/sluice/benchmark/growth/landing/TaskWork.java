package io.sluice.benchmark.growth.landing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tasks of one worker that land small commits in one table, each as fast as it can. All together make the same number of commits whatever the
 * number of tasks, so that the log is as long.
 *
 * @param tasks of one connector, each with a partition and a thread of its own
 * @param records of a commit
 * @param warm commits before the mark, of all tasks together
 * @param commits from mark to mark, of all tasks together
 */
public record TaskWork(int tasks, int records, int warm, int commits) implements Work {
    static final String NAME = "tasks";

    private static final int COLUMNS = 10;
    private static final long STUCK_MINUTES = 10;

    static TaskWork of(List<Integer> numbers) {
        return new TaskWork(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    @Override
    public List<String> words() {
        return Words.of(NAME, tasks, records, warm, commits);
    }

    @Override
    public Outcome land(Path lake) {
        List<TaskDriver> drivers =
                Tasks.start(lake, "rows", tasks, Map.of("commit.records", Integer.toString(records)));
        AtomicLong conflictsBefore = new AtomicLong();
        AtomicReference<Used> used = new AtomicReference<>();
        AtomicReference<Mark> mark = new AtomicReference<>();
        Clocks clocks = new Clocks();
        CyclicBarrier warmed = new CyclicBarrier(tasks, () -> {
            conflictsBefore.set(conflicts(drivers));
            mark.set(clocks.mark(making(drivers)));
        });
        CyclicBarrier done = new CyclicBarrier(tasks, () -> used.set(mark.get().until(clocks.mark(making(drivers)))));
        TaskThreads.run(tasks, number -> {
            land(drivers.get(number), clocks, warmed, done);
            return number;
        });
        long landed = drivers.stream().mapToLong(TaskDriver::sent).sum();
        long conflicts = conflicts(drivers) - conflictsBefore.get();
        drivers.forEach(TaskDriver::close);
        int measured = commits / tasks * tasks;
        return new Outcome(
                landed, List.of(new Measured(tasks, measured, (long) measured * records, conflicts, used.get())));
    }

    private void land(TaskDriver driver, Clocks clocks, CyclicBarrier warmed, CyclicBarrier done) {
        Rows rows = new Rows(COLUMNS, 0, 100 * records);
        driver.open();
        commit(driver, rows, clocks, warm / tasks);
        await(warmed);
        commit(driver, rows, clocks, commits / tasks);
        await(done);
    }

    private void commit(TaskDriver driver, Rows rows, Clocks clocks, int count) {
        for (int commit = 0; commit < count; commit++) {
            driver.put(rows, records);
            driver.awaitLanded(driver.sent());
            clocks.tick();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(STUCK_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the other tasks.", e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("Another task has failed or stands still.", e);
        }
    }

    private static long making(List<TaskDriver> drivers) {
        return drivers.stream().mapToLong(TaskDriver::makingNanos).sum();
    }

    private static long conflicts(List<TaskDriver> drivers) {
        return drivers.stream().mapToLong(TaskDriver::conflicts).sum();
    }
}
