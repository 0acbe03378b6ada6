package io.sluice.benchmark.growth.landing;

/**
 * What a stretch used, in nanoseconds.
 *
 * @param cpuNanos of the process, user and system, JIT and garbage collection included, without the making of the records
 * @param wallNanos from mark to mark
 * @param machineNanos of other processes; -1 where the machine does not say
 * @param taskNanos of the tasks' own threads, without the making of the records
 * @param flushNanos of the threads that encode, write and commit
 * @param upkeepNanos of the threads that write checkpoints and checksums
 */
public record Used(
        long cpuNanos, long wallNanos, long machineNanos, long taskNanos, long flushNanos, long upkeepNanos) {
    static final Used NOTHING = new Used(0, 0, 0, 0, 0, 0);

    /** What is left of the process: the JIT compiler, garbage collection, whatever else a JVM does. */
    public long restNanos() {
        return Math.max(0, cpuNanos - taskNanos - flushNanos - upkeepNanos);
    }

    Used plus(Used other) {
        return new Used(
                cpuNanos + other.cpuNanos,
                wallNanos + other.wallNanos,
                machineNanos < 0 || other.machineNanos < 0 ? -1 : machineNanos + other.machineNanos,
                taskNanos + other.taskNanos,
                flushNanos + other.flushNanos,
                upkeepNanos + other.upkeepNanos);
    }
}
