package io.sluice.benchmark.growth.landing;

import com.sun.management.OperatingSystemMXBean;
import io.sluice.benchmark.measure.MachineCpu;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The clocks of this process. Any thread may call it.
 *
 * <p>A thread that ends takes the CPU that it used along, and the one that writes checkpoints ends when it has had nothing to do for ten
 * seconds: so threads are looked at time and again.
 */
final class Clocks {
    /** Threads that drive a task, and make its records, are named so. */
    static final String TASK_THREAD = "growth-task-";

    private static final String FLUSH_THREAD = "sluice-flush-";
    private static final String UPKEEP_THREAD = "sluice-log-";
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Long, Seen> seen = new HashMap<>();
    private long looked = System.nanoTime();

    private record Seen(String name, long cpu) {}

    /** To be called between commits; cheap, since most calls do nothing. */
    synchronized void tick() {
        if (System.nanoTime() - looked > LOOK_NANOS) {
            look();
        }
    }

    private void look() {
        looked = System.nanoTime();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                long cpu = threads.getThreadCpuTime(thread.getThreadId());
                seen.merge(
                        thread.getThreadId(),
                        new Seen(thread.getThreadName(), cpu),
                        (before, now) -> now.cpu() > before.cpu() ? now : before);
            }
        }
    }

    /** @param making what the making of records has used so far */
    synchronized Mark mark(long making) {
        look();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Mark(
                System.nanoTime(),
                system.getProcessCpuTime(),
                MachineCpu.nanos(),
                cpu(TASK_THREAD),
                cpu(FLUSH_THREAD),
                cpu(UPKEEP_THREAD),
                making);
    }

    private long cpu(String prefix) {
        return seen.values().stream()
                .filter(thread -> thread.name().startsWith(prefix))
                .mapToLong(Seen::cpu)
                .sum();
    }
}
