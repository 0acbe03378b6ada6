package io.sluice.local.chaos;

import io.sluice.local.failpoint.Failpoint;
import io.sluice.local.failpoint.FailpointJar;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Arms the failpoints of workers and counts what was hit. */
final class Armory {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long NUDGE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Path folder;
    private final Path jar;
    private final Map<Failpoint, Order> orders = new EnumMap<>(Failpoint.class);

    /** @param before hits of the failpoint when it was armed */
    private record Order(String order, int before) {}

    /** @param name of the test: each arms and counts its own */
    Armory(Path work, String name) {
        try {
            folder = Files.createDirectories(work.resolve(name + "-failpoints"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jar = FailpointJar.write(work.resolve(name + "-failpoints.jar"));
    }

    /** For JDK_JAVA_OPTIONS of a worker. */
    String javaOption() {
        return "-javaagent:" + jar + "=" + folder;
    }

    void halt(Failpoint failpoint) {
        arm(failpoint, "halt");
    }

    void block(Failpoint failpoint, Duration time) {
        arm(failpoint, Long.toString(time.toMillis()));
    }

    /** Holds the first that comes by until {@link #release}. */
    void hold(Failpoint failpoint) {
        arm(failpoint, "hold");
    }

    /** The process whose thread is held there now. */
    OptionalLong heldBy(Failpoint failpoint) {
        Path held = held(failpoint);
        try {
            return Files.exists(held) ? OptionalLong.of(Long.parseLong(Files.readString(held))) : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void release(Failpoint failpoint) {
        try {
            Files.delete(held(failpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path held(Failpoint failpoint) {
        return folder.resolve(failpoint + ".held");
    }

    /** Holds everybody who passes, each time, until {@link #disarm}. */
    void slow(Failpoint failpoint, Duration time) {
        arm(failpoint, "each " + time.toMillis());
    }

    void disarm(Failpoint failpoint) {
        try {
            Files.deleteIfExists(folder.resolve(failpoint.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the wall clock of workers that start from now on, and of those that run and had one set before. */
    void clock(Duration ahead) {
        write("clock", Long.toString(ahead.toMillis()));
    }

    /** Whether it was armed and nobody has come by yet. */
    boolean waits(Failpoint failpoint) {
        return Files.exists(folder.resolve(failpoint.toString()));
    }

    /**
     * Until all are hit, reviving the workers that one halted. Some are passed only when partitions move; so a restart helps where nobody
     * comes by.
     *
     * @return how many workers had halted
     */
    int awaitHits(List<Failpoint> armed, Workers workers, Sink sink) {
        int[] halts = {0};
        long[] nudged = {System.nanoTime()};
        Await.answer(
                "A hit of " + armed,
                LIMIT,
                () -> {
                    halts[0] += workers.revive();
                    if (armed.stream().noneMatch(this::waits) && armAgain(armed).isEmpty()) {
                        return Optional.of(true);
                    }
                    if (System.nanoTime() - nudged[0] > NUDGE_NANOS && workers.count() > 0 && sink.restarts()) {
                        nudged[0] = System.nanoTime();
                    }
                    return Optional.empty();
                },
                () -> "Hits so far: " + hits() + ".");
        return halts[0];
    }

    /** Those that a thread took whose process halted, for another failpoint, before it could note the hit. */
    private List<Failpoint> armAgain(List<Failpoint> taken) {
        Map<Failpoint, Integer> hits = hits();
        List<Failpoint> lost = taken.stream()
                .filter(failpoint ->
                        hits.getOrDefault(failpoint, 0) == orders.get(failpoint).before())
                .toList();
        lost.forEach(
                failpoint -> write(failpoint.toString(), orders.get(failpoint).order()));
        return lost;
    }

    /** How often a landing of this process compared its offsets with the lake's and was refused. */
    long fences(long pid) {
        Path file = folder.resolve("fences");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(Long.toString(pid)::equals)
                            .count()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often each was hit. */
    Map<Failpoint, Integer> hits() {
        Map<Failpoint, Integer> hits = new EnumMap<>(Failpoint.class);
        Path file = folder.resolve("hits");
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    for (Failpoint failpoint : Failpoint.values()) {
                        if (line.startsWith(failpoint + " ")) {
                            hits.merge(failpoint, 1, Integer::sum);
                        }
                    }
                }
            }
            return hits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void arm(Failpoint failpoint, String order) {
        orders.put(failpoint, new Order(order, hits().getOrDefault(failpoint, 0)));
        write(failpoint.toString(), order);
    }

    private void write(String name, String content) {
        try {
            Path draft = Files.writeString(folder.resolve("draft"), content);
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
