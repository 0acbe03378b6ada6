package io.sluice.benchmark.growth.landing;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What landing used between two marks, at one point of a series.
 *
 * @param size of the point: columns, table partitions, tasks, or commits in the log
 * @param units landed in between: cells or commits
 * @param records landed in between
 * @param conflicts commits that were built anew because another task had taken the version
 * @param used by this process and others
 */
public record Measured(int size, long units, long records, long conflicts, Used used) {
    private static final int NUMBERS = 10;

    /** One line of numbers. */
    String text() {
        LongStream numbers = LongStream.of(
                size,
                units,
                records,
                conflicts,
                used.cpuNanos(),
                used.wallNanos(),
                used.machineNanos(),
                used.taskNanos(),
                used.flushNanos(),
                used.upkeepNanos());
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    static Measured parse(String text) {
        long[] numbers =
                Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException(
                    "'" + text + "' has " + numbers.length + " numbers, not " + NUMBERS + ".");
        }
        return new Measured(
                Math.toIntExact(numbers[0]),
                numbers[1],
                numbers[2],
                numbers[3],
                new Used(numbers[4], numbers[5], numbers[6], numbers[7], numbers[8], numbers[9]));
    }
}
