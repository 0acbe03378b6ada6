package io.sluice.benchmark.measure;

import java.util.OptionalLong;

/**
 * One look at a run.
 *
 * @param nanos when, on this JVM's clock
 * @param records that the process has taken from Kafka
 * @param cpu nanoseconds of the process, user and system
 * @param brokerCpu nanoseconds of the broker
 * @param ownCpu nanoseconds of this JVM, which looks
 * @param machineCpu nanoseconds of all processes, where the machine says so
 */
public record Sample(long nanos, long records, long cpu, long brokerCpu, long ownCpu, OptionalLong machineCpu) {
    /** Nanoseconds of all but the three, since an earlier look. */
    OptionalLong othersSince(Sample earlier) {
        if (machineCpu.isEmpty() || earlier.machineCpu.isEmpty()) {
            return OptionalLong.empty();
        }
        long known = cpu - earlier.cpu + brokerCpu - earlier.brokerCpu + ownCpu - earlier.ownCpu;
        return OptionalLong.of(Math.max(0, machineCpu.getAsLong() - earlier.machineCpu.getAsLong() - known));
    }
}
