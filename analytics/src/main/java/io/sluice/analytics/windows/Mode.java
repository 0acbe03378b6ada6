package io.sluice.analytics.windows;

import java.util.Locale;

/** Spark's output modes. */
enum Mode {
    /** A window once, when the watermark has passed its end. */
    APPEND,
    /** A window each time its count changes. */
    UPDATE,
    /** All windows each time. */
    COMPLETE;

    /** Complete keeps every window whatever its age: a watermark would do nothing there. */
    boolean watermarked() {
        return this != COMPLETE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
