package io.sluice.benchmark.measure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run used from its mark to its end.
 *
 * @param records that the process took in between
 * @param cpuMicros of the process, per record
 * @param brokerMicros of the broker's CPU, per record
 * @param seconds from mark to end
 * @param idleSeconds of these in which the last record was taken and the process used next to nothing: it waited for its next commit to be due
 * @param othersShare of the machine's cores that other processes used, where the machine says so
 */
public record Stretch(
        long records,
        double cpuMicros,
        double brokerMicros,
        double seconds,
        double idleSeconds,
        OptionalDouble othersShare) {
    private static final double MICRO = 1e3;
    private static final double SECOND = 1e9;
    /** Of one core; Connect's heartbeats and a garbage collector at rest use less. */
    private static final double IDLE = 0.05;

    /**
     * @param samples in order, the first at the mark and the last at the end
     * @param wanted records in all
     */
    public static Stretch of(List<Sample> samples, long wanted) {
        Sample mark = samples.get(0);
        Sample end = samples.get(samples.size() - 1);
        long records = wanted - mark.records();
        double nanos = end.nanos() - mark.nanos();
        OptionalDouble others = end.othersSince(mark).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(end.othersSince(mark).getAsLong()
                        / nanos
                        / Runtime.getRuntime().availableProcessors());
        return new Stretch(
                records,
                (end.cpu() - mark.cpu()) / MICRO / records,
                (end.brokerCpu() - mark.brokerCpu()) / MICRO / records,
                nanos / SECOND,
                idleNanos(samples, wanted) / SECOND,
                others);
    }

    private static double idleNanos(List<Sample> samples, long wanted) {
        double idle = 0;
        for (int i = 1; i < samples.size(); i++) {
            Sample from = samples.get(i - 1);
            double nanos = samples.get(i).nanos() - from.nanos();
            if (from.records() >= wanted && samples.get(i).cpu() - from.cpu() < IDLE * nanos) {
                idle += nanos;
            }
        }
        return idle;
    }

    /** Records a second until the last was committed. */
    public double rate() {
        return records / seconds;
    }

    /** The same without the wait for the last commit to be due, which a longer run would not have. */
    public double busyRate() {
        return records / (seconds - idleSeconds);
    }
}
