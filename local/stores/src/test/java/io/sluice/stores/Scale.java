package io.sluice.stores;

/** How much runs: a short form, and a long one with {@code -Dchaos.form=long}, which {@code mvn -Pchaos verify} sets. */
final class Scale {
    private static final boolean LONG =
            System.getProperty("chaos.form", "short").equals("long");

    /** {@code -Dchaos.seed=<n>} draws other faults. */
    static final long SEED = Long.getLong("chaos.seed", 42);

    private Scale() {}

    static int of(int inShort, int inLong) {
        return LONG ? inLong : inShort;
    }
}
