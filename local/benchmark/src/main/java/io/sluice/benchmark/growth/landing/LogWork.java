package io.sluice.benchmark.growth.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One task after another that lands small commits in tables whose logs have a given length, all in one JVM: the longest log comes first, and
 * the JIT has seen all there is when it has been made.
 *
 * @param records of a commit
 * @param points longest log first
 */
public record LogWork(int records, List<Point> points) implements Work {
    static final String NAME = "log";

    private static final int COLUMNS = 10;

    /**
     * Short logs are measured on several tables, since they do not stay short.
     *
     * @param size commits that are in the log at the mark
     * @param tables that are made so
     * @param commits from mark to mark, in each table; a multiple of ten has as many checkpoints in each
     */
    public record Point(int size, int tables, int commits) {}

    public LogWork {
        points = List.copyOf(points);
    }

    static LogWork of(List<Integer> numbers) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < numbers.size(); i += 3) {
            points.add(new Point(numbers.get(i), numbers.get(i + 1), numbers.get(i + 2)));
        }
        return new LogWork(numbers.get(0), points);
    }

    @Override
    public List<String> words() {
        List<Integer> numbers = new ArrayList<>(List.of(records));
        points.forEach(point -> numbers.addAll(List.of(point.size(), point.tables(), point.commits())));
        return Words.of(NAME, numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Outcome land(Path lake) {
        return TaskThreads.run(1, number -> landAlone(lake)).get(0);
    }

    private Outcome landAlone(Path lake) {
        Clocks clocks = new Clocks();
        Rows rows = new Rows(COLUMNS, 0, 100 * records);
        List<Measured> measured = new ArrayList<>();
        long landed = 0;
        for (Point point : points) {
            Used used = Used.NOTHING;
            for (int table = 0; table < point.tables(); table++) {
                String topic = "log-" + point.size() + "-" + table;
                Map<String, String> settings = Map.of("commit.records", Integer.toString(records));
                try (TaskDriver driver = Tasks.start(lake, topic, 1, settings).get(0)) {
                    driver.open();
                    used = used.plus(land(driver, rows, clocks, lake.resolve(topic), point));
                    landed += driver.sent();
                }
            }
            long commits = (long) point.tables() * point.commits();
            measured.add(new Measured(point.size(), commits, commits * records, 0, used));
        }
        return new Outcome(landed, measured);
    }

    private Used land(TaskDriver driver, Rows rows, Clocks clocks, Path table, Point point) {
        commit(driver, rows);
        // The first one makes the table, in commits of its own.
        for (long length = length(table); length < point.size(); length++) {
            commit(driver, rows);
        }
        Mark mark = clocks.mark(driver.makingNanos());
        for (int commit = 0; commit < point.commits(); commit++) {
            commit(driver, rows);
            clocks.tick();
        }
        Used used = mark.until(clocks.mark(driver.makingNanos()));
        if (length(table) != point.size() + point.commits()) {
            throw new IllegalStateException(table + " has " + length(table) + " commits, not " + point.size() + " and "
                    + point.commits() + ": not every commit was one of these.");
        }
        return used;
    }

    private void commit(TaskDriver driver, Rows rows) {
        driver.put(rows, records);
        driver.awaitLanded(driver.sent());
    }

    private static long length(Path table) {
        try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
            return log.filter(file -> file.toString().endsWith(".json")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
