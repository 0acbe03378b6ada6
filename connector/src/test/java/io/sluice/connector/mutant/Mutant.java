package io.sluice.connector.mutant;

import java.util.List;

/**
 * A bug that was seen in a sink, or that is easy to make in this one.
 *
 * @param seed of a simulation that finds it; 0 when a test does
 * @param test class and method that find it; null when the simulator does
 */
record Mutant(String name, List<Patch> patches, long seed, String test) {
    /** @param advice copied into the method of the class; the method {@code <init>} is the constructor */
    record Patch(String type, String method, Class<?> advice) {}

    static Mutant simulated(long seed, String name, Patch... patches) {
        return new Mutant(name, List.of(patches), seed, null);
    }

    static Mutant tested(String test, String name, Patch... patches) {
        return new Mutant(name, List.of(patches), 0, test);
    }

    static Patch patch(String type, String method, Class<?> advice) {
        return new Patch(type, method, advice);
    }

    @Override
    public String toString() {
        return name;
    }
}
