package io.sluice.benchmark.measure;

import java.util.function.LongSupplier;

/**
 * Looks at a process and at the broker that feeds it.
 *
 * @param process whose CPU is counted
 * @param broker whose CPU is counted beside it
 * @param records how many the process has taken from Kafka
 */
public record Gauge(ProcessHandle process, ProcessHandle broker, LongSupplier records) {
    public Sample look() {
        return new Sample(
                System.nanoTime(),
                records.getAsLong(),
                cpu(process),
                cpu(broker),
                cpu(ProcessHandle.current()),
                MachineCpu.nanos());
    }

    private static long cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(
                        "Process " + process.pid() + " has ended, or this system does not say what CPU it used."))
                .toNanos();
    }
}
