package io.sluice.benchmark.growth.landing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One task that lands rows of one shape as fast as it takes them.
 *
 * @param size of the point
 * @param columns of each row, the partition column included
 * @param partitions of the table; 0 for a table that is not partitioned
 * @param recordsPerCommit so that marks fall on commits
 * @param warm commits before the mark
 * @param commits from mark to mark
 */
public record CellWork(int size, int columns, int partitions, int recordsPerCommit, int warm, int commits)
        implements Work {
    static final String NAME = "cells";

    static CellWork of(List<Integer> numbers) {
        return new CellWork(
                numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), numbers.get(5));
    }

    @Override
    public List<String> words() {
        return Words.of(NAME, size, columns, partitions, recordsPerCommit, warm, commits);
    }

    @Override
    public Outcome land(Path lake) {
        return TaskThreads.run(1, number -> landAlone(lake)).get(0);
    }

    private Outcome landAlone(Path lake) {
        Clocks clocks = new Clocks();
        Rows rows = new Rows(columns, partitions, recordsPerCommit);
        String perCommit = Integer.toString(recordsPerCommit);
        Map<String, String> settings = partitions == 0
                ? Map.of("commit.records", perCommit)
                : Map.of("commit.records", perCommit, "table.partition.by", Rows.PARTITION_COLUMN);
        try (TaskDriver driver = Tasks.start(lake, "rows", 1, settings).get(0)) {
            driver.open();
            land(driver, rows, clocks, warm);
            Mark mark = clocks.mark(driver.makingNanos());
            land(driver, rows, clocks, commits);
            Used used = mark.until(clocks.mark(driver.makingNanos()));
            long records = (long) commits * recordsPerCommit;
            return new Outcome(
                    driver.sent(), List.of(new Measured(size, records * columns, records, driver.conflicts(), used)));
        }
    }

    /** While one commit is under way the next one's records are taken, but no more: so every commit has the same number of them. */
    private void land(TaskDriver driver, Rows rows, Clocks clocks, int count) {
        for (int commit = 0; commit < count; commit++) {
            long before = driver.sent();
            driver.put(rows, recordsPerCommit);
            driver.awaitLanded(before);
            clocks.tick();
        }
        driver.awaitLanded(driver.sent());
    }
}
