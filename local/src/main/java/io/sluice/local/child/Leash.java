package io.sluice.local.child;

import java.io.IOException;
import java.time.Duration;

/**
 * Ends this JVM when whoever started it is gone. The parent holds the other end of standard input and writes nothing to it, so the
 * end of the stream means: closed on purpose, or dead by whatever signal. No other means survives a kill -9 of the parent.
 */
final class Leash {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int HALTED = 137;

    private Leash() {}

    static void attach() {
        daemon("leash", Leash::exitAtEndOfInput);
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Whatever is written is ignored: only the end counts.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        daemon("leash-deadline", Leash::haltAfterGrace);
        System.exit(0);
    }

    /** Shutdown hooks may wait for a broker that is gone too. */
    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(HALTED);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
