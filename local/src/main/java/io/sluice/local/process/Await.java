package io.sluice.local.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, with an end. */
public final class Await {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Await() {}

    /**
     * Asks again and again until there is an answer.
     *
     * @param what completes the sentence "… did not happen within 30 s"
     * @param detail asked when time is up; its text follows the message
     * @throws IllegalStateException when the time is up
     */
    public static <T> T answer(String what, Duration limit, Supplier<Optional<T>> question, Supplier<String> detail) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        what + " did not happen within " + limit.toSeconds() + " s. " + detail.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting: " + what + ".");
            }
        }
    }
}
