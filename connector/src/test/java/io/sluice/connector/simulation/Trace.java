package io.sluice.connector.simulation;

import java.util.Arrays;

/** The last steps of a run, and a fingerprint of them all. */
final class Trace {
    private static final int KEPT = Integer.getInteger("sluice.simulator.trace", 150);

    private final Object[][] ring = new Object[KEPT][];
    private long entries;
    private long fingerprint = 17;

    void add(long step, String actor, String what, Object... values) {
        ring[(int) (entries++ % KEPT)] = new Object[] {step, actor, what, values};
        fingerprint = 31 * (31 * (31 * fingerprint + step) + actor.hashCode()) + what.hashCode();
    }

    long fingerprint() {
        return fingerprint;
    }

    /** The last lines. */
    String tail() {
        StringBuilder text = new StringBuilder();
        for (long entry = Math.max(0, entries - KEPT); entry < entries; entry++) {
            Object[] line = ring[(int) (entry % KEPT)];
            Object[] values = (Object[]) line[3];
            text.append(line[0]).append(' ').append(line[1]).append(": ").append(line[2]);
            text.append(values.length == 0 ? "" : " " + Arrays.toString(values)).append('\n');
        }
        return text.toString();
    }
}
