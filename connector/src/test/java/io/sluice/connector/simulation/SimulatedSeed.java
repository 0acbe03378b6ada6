package io.sluice.connector.simulation;

import java.util.Optional;

/** One run for tests elsewhere. */
public final class SimulatedSeed {
    private static final int STEPS = 2_000;
    private static long last;

    private SimulatedSeed() {}

    /** The first line of what the run of a seed violates, or empty. */
    public static Optional<String> violation(long seed) {
        last = seed;
        int[] levels = Loggers.silence();
        try {
            Simulation.run(seed, STEPS);
            return Optional.empty();
        } catch (AssertionError violation) {
            String line = violation.getMessage().lines().findFirst().orElse("");
            String what = line.substring(line.indexOf(": ") + 2).replace(" |", ";");
            return Optional.of(what.split("[\\[{]", 2)[0].strip());
        } finally {
            Loggers.restore(levels);
        }
    }

    public static long lastRun() {
        return last;
    }
}
