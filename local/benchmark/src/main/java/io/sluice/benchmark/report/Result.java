package io.sluice.benchmark.report;

import io.sluice.benchmark.measure.Memory;
import io.sluice.benchmark.measure.Stretch;

/**
 * One run of one contender, whose table was right.
 *
 * @param dataBytes of the table's data files; 0 without a table
 */
public record Result(
        String contender, int round, Stretch stretch, Memory memory, long dataBytes, int files, int commits) {
    private static final double MEBI = 1 << 20;
    /** Of the machine's cores: more than this used by others, and the caches and the clock are not the run's own. */
    public static final double DISTURBED = 0.05;

    public boolean isDisturbed() {
        return stretch.othersShare().orElse(0) > DISTURBED;
    }

    double peakMebi() {
        return memory.peakBytes().orElse(0) / MEBI;
    }

    double heapMebi() {
        return memory.heapBytes() / MEBI;
    }

    double dataMebi() {
        return dataBytes / MEBI;
    }

    @Override
    public String toString() {
        return String.format(
                "%-13s round %d: %5.2f µs CPU/record (broker %.2f), %,9.0f records/s (%,.0f without waiting), peak %.0f MiB, "
                        + "heap %.0f MiB, data %.1f MiB in %d files, %d commits, others used %.1f%%",
                contender,
                round,
                stretch.cpuMicros(),
                stretch.brokerMicros(),
                stretch.rate(),
                stretch.busyRate(),
                peakMebi(),
                heapMebi(),
                dataMebi(),
                files,
                commits,
                100 * stretch.othersShare().orElse(0));
    }
}
