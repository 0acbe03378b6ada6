package io.sluice.benchmark.measure;

import io.sluice.local.process.Jmx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A process's memory at the end of its run.
 *
 * @param peakBytes most that was ever resident (VmHWM), where the system says so
 * @param heapBytes on the heap after a collection
 */
public record Memory(OptionalLong peakBytes, long heapBytes) {
    private static final String PEAK = "VmHWM:";
    private static final long KIB = 1024;

    public static Memory of(long pid, Jmx jmx) {
        OptionalLong peak = peak(Path.of("/proc", Long.toString(pid), "status"));
        return new Memory(peak, jmx.heapAfterCollection());
    }

    private static OptionalLong peak(Path status) {
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.substring(PEAK.length())
                                    .replace("kB", "")
                                    .strip())
                            * KIB)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
