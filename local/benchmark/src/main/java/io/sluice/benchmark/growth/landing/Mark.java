package io.sluice.benchmark.growth.landing;

import java.util.OptionalLong;

/**
 * What {@link Clocks} said at one moment, in nanoseconds.
 *
 * @param nanos of the wall clock
 * @param cpu of the process
 * @param machine of all processes, where the machine says so
 * @param task of the threads that drive tasks
 * @param flush of the tasks' threads that encode, write and commit
 * @param upkeep of the tasks' threads that write checkpoints and checksums
 * @param making what the making of records has used so far, on the threads that drive tasks
 */
record Mark(long nanos, long cpu, OptionalLong machine, long task, long flush, long upkeep, long making) {
    /** What was used since. */
    Used until(Mark later) {
        long made = later.making - making;
        long own = later.cpu - cpu;
        return new Used(
                own - made,
                later.nanos - nanos,
                machine.isEmpty() || later.machine.isEmpty()
                        ? -1
                        : Math.max(0, later.machine.getAsLong() - machine.getAsLong() - own),
                later.task - task - made,
                later.flush - flush,
                later.upkeep - upkeep);
    }
}
