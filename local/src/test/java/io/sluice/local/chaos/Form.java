package io.sluice.local.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * How much of a chaos test runs: a short form by default, the long one with {@code -Dchaos.form=long} ({@code mvn -Pchaos verify} sets
 * it), of whose rounds {@code -Dchaos.share=<percent>} takes a share, though no fewer than the short one has. {@code -Dchaos.seed=<n>}
 * repeats a run's decisions, though not the machine's timing.
 */
final class Form {
    private static final boolean LONG = isLong(System.getProperty("chaos.form", "short"));
    private static final Format FORMAT =
            Format.valueOf(System.getProperty("chaos.format", "delta").toUpperCase(Locale.ROOT));
    private static final int SHARE = Integer.getInteger("chaos.share", 100);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() & Integer.MAX_VALUE);

    private Form() {}

    static int rounds(int inShort, int inLong) {
        return LONG ? Math.max(inShort, inLong * SHARE / 100) : inShort;
    }

    static int number(int inShort, int inLong) {
        return LONG ? inLong : inShort;
    }

    static Duration time(Duration inShort, Duration inLong) {
        return LONG ? inLong : inShort;
    }

    static Random random() {
        return new Random(SEED);
    }

    /** Of the tables: {@code -Dchaos.format=parquet}, for the suites whose oracle needs the log alone. */
    static Format format() {
        return FORMAT;
    }

    /** One line for the table of figures. */
    static void figure(String number, String run, String result) {
        figure(FORMAT, number, run, result);
    }

    static void figure(Format format, String number, String run, String result) {
        System.out.println("FIGURE " + number + " | " + run + (format == Format.PARQUET ? ", plain Parquet" : "")
                + " | " + result + " | seed " + SEED);
    }

    private static boolean isLong(String form) {
        return switch (form) {
            case "long" -> true;
            case "short" -> false;
            default ->
                throw new IllegalArgumentException("chaos.form is '" + form + "'; it must be 'short' or 'long'.");
        };
    }
}
