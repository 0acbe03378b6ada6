package io.sluice.connector.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The real task, put loop and landing under a simulated Connect, group and store, one seed a run. After each step the invariants I1 to I10
 * hold; after the last fault every record comes to its place.
 *
 * <p>The short form runs by default; the long form is {@code -Dsluice.simulator.seeds=10000}, and {@code -Dsluice.simulator.first} says
 * where it begins. A failure names its seed and ends with the trace; {@code -Dsluice.simulator.trace=20000} keeps all of it.
 */
final class SimulatorTest {
    private static final int SEEDS = Integer.getInteger("sluice.simulator.seeds", 1_000);
    private static final long FIRST = Long.getLong("sluice.simulator.first", 1);
    private static final int STEPS = 2_000;

    @Test
    void landsEveryRecordOnceWhateverHappensInWhateverOrder() throws Exception {
        long begin = System.nanoTime();
        Map<String, Long> counts =
                run(LongStream.range(FIRST, FIRST + SEEDS).boxed().toList());

        System.out.printf(
                "FIGURE A7 | simulator, %d seeds x %d steps and until all is at rest: %d steps, %d commits, %d fenced, %d conflicts"
                        + " | 0 violations in %d s | seed %d to %d%n",
                SEEDS,
                STEPS,
                counts.get("steps"),
                counts.get("commits"),
                counts.get("fenced"),
                counts.get("conflict"),
                (System.nanoTime() - begin) / 1_000_000_000,
                FIRST,
                FIRST + SEEDS - 1);
        assertThat(counts.get("fenced")).as("the runs are no storm").isPositive();
    }

    @Test
    void holdsForEverySeedThatOnceFailed() throws Exception {
        assertThat(run(seedsThatFailed())).containsKey("steps");
    }

    @Test
    void runsASeedTheSameWayAgain() {
        Loggers.quietly(() -> {
            for (long seed = 1; seed <= 10; seed++) {
                assertThat(Simulation.run(seed, STEPS).fingerprint())
                        .isEqualTo(Simulation.run(seed, STEPS).fingerprint());
            }
        });
    }

    /** Two runs at a time: each has one thread at work. */
    private static Map<String, Long> run(List<Long> seeds) throws Exception {
        Map<String, Long> counts = new ConcurrentSkipListMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        int[] before = Loggers.silence();
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (long seed : seeds) {
                runs.add(pool.submit(() -> count(Simulation.run(seed, STEPS), counts)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
            Loggers.restore(before);
        }
        return counts;
    }

    private static void count(Simulation.Report report, Map<String, Long> counts) {
        report.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
        counts.merge("commits", report.commits(), Long::sum);
        counts.merge("steps", report.steps(), Long::sum);
    }

    private static List<Long> seedsThatFailed() throws IOException {
        try (InputStream lines = SimulatorTest.class.getResourceAsStream("regression-seeds.txt")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.substring(0, line.indexOf(' '))))
                    .toList();
        }
    }
}
