package io.sluice.benchmark;

import io.sluice.benchmark.measure.Memory;
import io.sluice.benchmark.measure.Stretch;

/**
 * One run of one contender, whose table was right.
 *
 * @param dataBytes of the table's data files; 0 without a table
 */
record Result(String contender, int round, Stretch stretch, Memory memory, long dataBytes, int files, int commits) {
    private static final double MEBI = 1 << 20;

    @Override
    public String toString() {
        return String.format(
                "%-14s round %d: %5.2f µs CPU/record (broker %.2f), %,9.0f records/s (%,.0f without waiting), peak %.0f MiB, "
                        + "heap %.0f MiB, data %.1f MiB in %d files, %d commits, others used %.1f%%",
                contender,
                round,
                stretch.cpuMicros(),
                stretch.brokerMicros(),
                stretch.rate(),
                stretch.busyRate(),
                memory.peakBytes().orElse(0) / MEBI,
                memory.heapBytes() / MEBI,
                dataBytes / MEBI,
                files,
                commits,
                100 * stretch.othersShare().orElse(0));
    }
}
