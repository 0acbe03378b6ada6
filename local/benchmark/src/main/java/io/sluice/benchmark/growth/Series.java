package io.sluice.benchmark.growth;

import io.sluice.benchmark.growth.landing.CellWork;
import io.sluice.benchmark.growth.landing.LogWork;
import io.sluice.benchmark.growth.landing.TaskWork;
import io.sluice.benchmark.growth.landing.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What grows. */
enum Series {
    COLUMNS("columns", "More columns", "columns", Unit.CELL) {
        @Override
        List<Work> works(Sizes sizes) {
            return tens(1, 100)
                    .map(columns -> cells(columns, columns, 0, sizes, columnCommits(sizes)))
                    .toList();
        }

        @Override
        String what(Sizes sizes) {
            return String.format(
                    Locale.ROOT,
                    "One task, rows of 1, 10 and 100 columns, %,d cells for each point in %d commits: with one column a hundred times the "
                            + "records of a hundred. Warm-up: %d commits before.",
                    sizes.cells(),
                    columnCommits(sizes),
                    WARM * columnCommits(sizes));
        }

        @Override
        Why why(Sizes sizes) {
            return new Why(
                    Point::size,
                    point -> point.perRecord().median(),
                    "A record costs %.2f µs before its first cell and %.3f µs for each");
        }
    },

    PARTITIONS("partitions", "More table partitions", "table partitions", Unit.CELL) {
        @Override
        List<Work> works(Sizes sizes) {
            return tens(1, 100)
                    .map(partitions -> cells(partitions, TEN, partitions, sizes, partitionCommits(sizes)))
                    .toList();
        }

        @Override
        String what(Sizes sizes) {
            return String.format(
                    Locale.ROOT,
                    "One task, rows of 10 columns, `table.partition.by` a column with 1, 10 and 100 values that come by turns, %,d cells for "
                            + "each point in %d commits: each commit writes a file for each partition. Warm-up: %d commits before.",
                    sizes.cells(),
                    partitionCommits(sizes),
                    WARM * partitionCommits(sizes));
        }

        @Override
        Why why(Sizes sizes) {
            double cellsOfCommit = (double) sizes.cells() / partitionCommits(sizes);
            return new Why(
                    Point::size,
                    point -> point.cost().median() * cellsOfCommit / 1e6,
                    "A commit costs %.1f ms before its first file and %.2f ms for each");
        }
    },

    TASKS("tasks", "More tasks on one table", "tasks", Unit.COMMIT) {
        @Override
        List<Work> works(Sizes sizes) {
            int commits = sizes.commits() / MOST_TASKS * MOST_TASKS;
            return IntStream.iterate(1, tasks -> tasks <= MOST_TASKS, tasks -> 2 * tasks)
                    .mapToObj(tasks -> (Work) new TaskWork(tasks, TEN, commits, commits))
                    .toList();
        }

        @Override
        String what(Sizes sizes) {
            return String.format(
                    Locale.ROOT,
                    "1 to 16 tasks of one connector, each with a Kafka partition and a thread of its own, land commits of 10 rows in one table, each as "
                            + "fast as it can; users' tasks commit once a minute. They are tasks of one worker, which take turns; those of several would conflict. All together "
                            + "make %d commits at each point, and as many before the mark, so that the log is as long everywhere.",
                    sizes.commits() / MOST_TASKS * MOST_TASKS);
        }

        @Override
        Why why(Sizes sizes) {
            return new Why(
                    Point::conflictsPerUnit,
                    point -> point.cost().median(),
                    "A commit costs %.1f ms without a conflict and %.2f ms for each");
        }
    },

    LOG("log", "A longer log", "commits in the log", Unit.COMMIT) {
        @Override
        List<Work> works(Sizes sizes) {
            List<LogWork.Point> points = new ArrayList<>();
            tens(TEN, sizes.log())
                    .map(size -> {
                        int commits = Math.min(STRETCH, Math.max(TEN, size / 2 / TEN * TEN));
                        return new LogWork.Point(size, STRETCH / commits, commits);
                    })
                    // The longest first: see LogWork.
                    .forEach(point -> points.add(0, point));
            return List.of(new LogWork(TEN, points));
        }

        /** Making the longest log takes longer than all else. */
        @Override
        int rounds(int rounds) {
            return Math.max(1, rounds - 1);
        }

        @Override
        String what(Sizes sizes) {
            return String.format(
                    Locale.ROOT,
                    "One task lands commits of 10 rows, one after the other, until the table's log has that many; then %d commits are "
                            + "measured (of the short logs on several tables). Checkpoints, whose interval grows with the log, and the clean-up after them are on, as by default. "
                            + "All in one JVM, the longest log first, whose %,d commits are the warm-up.",
                    STRETCH,
                    sizes.log());
        }

        @Override
        Why why(Sizes sizes) {
            return new Why(
                    Point::size,
                    point -> point.cost().median(),
                    "A commit costs %.1f ms on an empty log and %.4f ms for each commit that is in it");
        }
    };

    private static final int TEN = 10;
    private static final int MOST_TASKS = 16;
    /** Commits that are measured of each length of the log; a multiple of ten has as many checkpoints. */
    private static final int STRETCH = 200;

    private static final int LEAST_COLUMN_COMMITS = 40;
    private static final int COLUMN_COMMIT_CELLS = 800_000;
    private static final int LEAST_PARTITION_COMMITS = 8;
    /** More, since they are shared out to up to a hundred files. */
    private static final int PARTITION_COMMIT_CELLS = 4_000_000;
    /** Commits of warm-up for each that is measured: with fewer the JIT compiler's work is most of what is measured. */
    private static final int WARM = 2;

    private final String key;
    private final String title;
    private final String axis;
    private final Unit unit;

    Series(String key, String title, String axis, Unit unit) {
        this.key = key;
        this.title = title;
        this.axis = axis;
        this.unit = unit;
    }

    /** What the children land in one round. */
    abstract List<Work> works(Sizes sizes);

    /** In how many rounds it runs, of those that there are. */
    int rounds(int rounds) {
        return rounds;
    }

    /** What was done, as a paragraph of the page. */
    abstract String what(Sizes sizes);

    /** By what the cost is explained. */
    abstract Why why(Sizes sizes);

    /** Its name in settings and files. */
    String key() {
        return key;
    }

    String title() {
        return title;
    }

    /** What its sizes count. */
    String axis() {
        return axis;
    }

    Unit unit() {
        return unit;
    }

    private static Stream<Integer> tens(int least, int most) {
        return IntStream.iterate(least, size -> size <= most, size -> TEN * size)
                .boxed();
    }

    /** More cells are more commits, not larger ones: what is done once a file is to be warm too. */
    private static int columnCommits(Sizes sizes) {
        return Math.max(LEAST_COLUMN_COMMITS, sizes.cells() / COLUMN_COMMIT_CELLS);
    }

    private static int partitionCommits(Sizes sizes) {
        return Math.max(LEAST_PARTITION_COMMITS, sizes.cells() / PARTITION_COMMIT_CELLS);
    }

    private static Work cells(int size, int columns, int partitions, Sizes sizes, int commits) {
        return new CellWork(size, columns, partitions, sizes.cells() / commits / columns, WARM * commits, commits);
    }
}
