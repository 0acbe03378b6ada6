package io.sluice.local.chaos;

import io.sluice.local.process.Jmx;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * What one process holds while it runs on: its heap after a collection and its open files, sampled again and again. The first fifth of the
 * samples, in which classes are loaded and caches filled, says nothing of growth and is left out.
 */
final class Growth {
    private static final double HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int MEBIBYTE = 1 << 20;

    private record Sample(double hours, long heap, int files) {}

    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();

    void sample(Jmx jmx, long pid) {
        File descriptors = new File("/proc/" + pid + "/fd");
        int files = Objects.requireNonNull(descriptors.list(), "The process is gone.").length;
        add((System.nanoTime() - start) / HOUR, jmx.heapAfterCollection(), files);
    }

    /** What was seen so long after the beginning; heap in bytes. */
    void add(double hours, long heap, int files) {
        samples.add(new Sample(hours, heap, files));
    }

    private List<Sample> steady() {
        return samples.subList(samples.size() / 5, samples.size());
    }

    private SimpleRegression line() {
        SimpleRegression line = new SimpleRegression();
        steady().forEach(sample -> line.addData(sample.hours(), (double) sample.heap()));
        return line;
    }

    private double meanHeap() {
        return steady().stream().mapToLong(Sample::heap).average().orElseThrow();
    }

    /** Whether the samples are of an hour at least: of less a line through them says nothing. */
    boolean isLong() {
        List<Sample> steady = steady();
        return !steady.isEmpty()
                && steady.get(steady.size() - 1).hours() - steady.get(0).hours() >= 1;
    }

    /** Percent of the mean by which the heap grows in an hour at least: three standard errors below the line's slope. */
    double leastHeapGrowth() {
        SimpleRegression line = line();
        return 100 * (line.getSlope() - 3 * line.getSlopeStdErr()) / meanHeap();
    }

    /** How many more files the last quarter's least has open than the first quarter's most: above zero they grow. */
    int fileGrowth() {
        List<Sample> steady = steady();
        int quarter = Math.max(1, steady.size() / 4);
        int before = steady.subList(0, quarter).stream()
                .mapToInt(Sample::files)
                .max()
                .orElseThrow();
        int after = steady.subList(steady.size() - quarter, steady.size()).stream()
                .mapToInt(Sample::files)
                .min()
                .orElseThrow();
        return after - before;
    }

    @Override
    public String toString() {
        var files = steady().stream().mapToInt(Sample::files).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "heap after collection %.1f MiB, %s, %d to %d open files (%d samples)",
                meanHeap() / MEBIBYTE,
                slope(),
                files.getMin(),
                files.getMax(),
                steady().size());
    }

    private String slope() {
        SimpleRegression line = line();
        return isLong()
                ? String.format(
                        Locale.ROOT,
                        "slope %+.2f ± %.2f%% an hour",
                        100 * line.getSlope() / meanHeap(),
                        100 * line.getSlopeStdErr() / meanHeap())
                : "too short a run for a slope";
    }
}
