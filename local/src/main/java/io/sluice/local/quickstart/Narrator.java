package io.sluice.local.quickstart;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells on the console what happens, step by step and with times. */
final class Narrator {
    private static final String INDENT = "      ";
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final int steps;
    private final long begin = System.nanoTime();
    private int step;

    Narrator(PrintStream out, int steps) {
        this.out = out;
        this.steps = steps;
    }

    void headline(String text) {
        out.println();
        out.println(text);
    }

    /** Runs one step under its title and says how long it took. */
    <T> T step(String title, Supplier<T> work) {
        step++;
        out.println();
        out.println("[" + step + "/" + steps + "] " + title);
        long start = System.nanoTime();
        T result = work.get();
        say("(" + seconds(start) + ")");
        return result;
    }

    void say(String line, Object... arguments) {
        out.println(INDENT + (arguments.length == 0 ? line : String.format(Locale.ROOT, line, arguments)));
    }

    /** Somebody else's output, indented. */
    void quote(String text) {
        text.lines().forEach(line -> out.println((INDENT + line).stripTrailing()));
    }

    String elapsed() {
        return seconds(begin);
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / NANOS);
    }
}
