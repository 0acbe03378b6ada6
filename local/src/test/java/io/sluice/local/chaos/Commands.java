package io.sluice.local.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Commands of the system, most of which root alone may run. Whoever may not gets an error, never a test that passes without. */
final class Commands {
    private Commands() {}

    static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code
                        + ". Disks can be mounted and signals sent by root alone.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
