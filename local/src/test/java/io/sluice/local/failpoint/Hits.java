package io.sluice.local.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What the connector's threads do at a failpoint. A test arms one by a file of its name in a folder; of all threads of all workers the
 * first that comes takes the file, notes the hit and obeys it.
 */
public final class Hits {
    static final String FOLDER = "sluice.failpoints";
    /** Such an order stays and holds for everyone. */
    static final String EACH = "each ";
    /** Such an order holds until a test lets go: a file of the failpoint's name and {@link #HELD}, with this process's id, is deleted. */
    static final String HOLD = "hold";

    static final String HELD = ".held";
    /** If it is there when a worker starts, the worker goes by it. */
    static final String CLOCK = "clock";

    private static final int SOME = 100;
    private static final int HALTED = 137;
    private static final long RELEASE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final Path ARMED = Path.of(System.getProperty(FOLDER, "/nowhere"));
    private static final AtomicLong ENTRIES = new AtomicLong();
    private static final ThreadLocal<Integer> LANDINGS = ThreadLocal.withInitial(() -> 0);

    private Hits() {}

    public static void reached(String name) {
        Path armed = ARMED.resolve(name);
        if (!Files.exists(armed)) {
            return;
        }
        // A task that is being stopped is interrupted, and a channel that an interrupted thread opens closes at once.
        boolean interrupted = Thread.interrupted();
        try {
            take(name, armed);
        } catch (NoSuchFileException e) {
            // Another thread was first.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void take(String name, Path armed) throws IOException {
        String order = Files.readString(armed);
        if (order.startsWith(EACH)) {
            hold(Long.parseLong(order.substring(EACH.length())));
            return;
        }
        Files.delete(armed);
        note(name, order);
        obey(name, order);
    }

    public static void someReached(String name) {
        if (ENTRIES.incrementAndGet() % SOME == 0) {
            reached(name);
        }
    }

    public static void reachedWithWork(String name, Collection<?> work) {
        if (!work.isEmpty()) {
            reached(name);
        }
    }

    /** A flush begins. */
    public static void begun() {
        LANDINGS.set(0);
    }

    public static void reachedAgain(String name) {
        int before = LANDINGS.get();
        LANDINGS.set(before + 1);
        if (before > 0) {
            reached(name);
        }
    }

    /** What {@code Landing.fence} found, noted here because a task that is being stopped may not live to say it. */
    public static void compared(Object outcome) {
        if (outcome instanceof Optional<?> fenced && fenced.isPresent()) {
            try {
                append("fences", ProcessHandle.current().pid() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The wall clock of the connector and of Delta Kernel, moved by as many milliseconds as the file {@link #CLOCK} says. */
    public static long wallClock() {
        try {
            return System.currentTimeMillis() + Long.parseLong(Files.readString(ARMED.resolve(CLOCK)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param kernels the clock that is asked instead */
    public static long wallClockFor(Object kernels) {
        return wallClock();
    }

    private static void note(String name, String order) throws IOException {
        append("hits", name + " " + order + " " + ProcessHandle.current().pid() + "\n");
    }

    private static void append(String file, String line) throws IOException {
        Files.writeString(ARMED.resolve(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void obey(String name, String order) throws IOException {
        if (order.equals("halt")) {
            Runtime.getRuntime().halt(HALTED);
        }
        if (order.equals(HOLD)) {
            holdUntilReleased(name);
            return;
        }
        hold(Long.parseLong(order));
    }

    private static void holdUntilReleased(String name) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Path held = ARMED.resolve(name + HELD);
        Files.move(Files.writeString(ARMED.resolve("holder-" + pid), pid), held, StandardCopyOption.ATOMIC_MOVE);
        while (Files.exists(held)) {
            Thread.interrupted();
            LockSupport.parkNanos(RELEASE_NANOS);
        }
    }

    private static void hold(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            // An interrupt does not end it: a thread that hangs in a system call does not hear one either.
            Thread.interrupted();
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
