package io.sluice.benchmark.growth;

/**
 * How long the points of each series are.
 *
 * @param cells from mark to mark, of each point with columns or partitions
 * @param commits from mark to mark, of each point with tasks
 * @param log commits in the longest log
 */
record Sizes(int cells, int commits, int log) {
    Sizes {
        if (cells < 40_000 || commits < 16 || log < 10) {
            throw new IllegalArgumentException("benchmark.cells is " + cells + ", benchmark.commits " + commits
                    + " and benchmark.log " + log + "; they must be at least 40000, 16 and 10.");
        }
    }
}
