package io.sluice.benchmark.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** CPU time that all processes of the machine have used, from Linux's /proc/stat. */
public final class MachineCpu {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Path STAT = Path.of("/proc/stat");
    /** USER_HZ, which is 100 on every architecture that runs a JVM. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    /** What follows is counted in user time already. */
    private static final int GUEST = 9;

    private MachineCpu() {}

    /** Nanoseconds since boot, of all cores; empty where there is no such file. */
    public static OptionalLong nanos() {
        if (!Files.exists(STAT)) {
            return OptionalLong.empty();
        }
        try {
            List<String> words =
                    SPACES.splitAsStream(Files.readAllLines(STAT).get(0)).toList();
            long ticks = 0;
            for (int word = 1; word < Math.min(words.size(), GUEST); word++) {
                ticks += word == IDLE || word == IO_WAIT ? 0 : Long.parseLong(words.get(word));
            }
            return OptionalLong.of(ticks * NANOS_PER_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
