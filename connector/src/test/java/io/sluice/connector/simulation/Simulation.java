package io.sluice.connector.simulation;

import java.util.Map;
import java.util.Random;

/** One seed, one run. */
final class Simulation {
    /** What a run that held came to. */
    record Report(long steps, long commits, long fingerprint, Map<String, Long> counts) {}

    private Simulation() {}

    /** @throws AssertionError an invariant does not hold; it names the seed and ends with the trace's tail */
    static Report run(long seed, long steps) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        Profile profile = Profile.of(random);
        Turmoil turmoil = new Turmoil(random, profile, steps);
        World world = new World(random, profile, turmoil);
        try {
            turmoil.begin(world);
            world.stage.run();
        } catch (Violation violation) {
            throw new AssertionError(
                    "Seed " + seed + ": " + violation.getMessage() + "\n" + profile + "\n" + world.stage.trace.tail(),
                    violation);
        }
        return new Report(world.stage.steps(), world.oracle.commits, world.stage.trace.fingerprint(), world.counts);
    }
}
