package io.sluice.benchmark.report;

import java.lang.management.ManagementFactory;

/** What the figures were measured on; nothing that names the machine. */
public final class Machine {
    private static final double GIBI = 1 << 30;

    private Machine() {}

    public static String text() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                "%d cores (%s), %.0f GiB of memory, %s %s, %s %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                system.getTotalMemorySize() / GIBI,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                Runtime.version());
    }
}
