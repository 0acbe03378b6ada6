package io.sluice.local.chaos;

import java.util.Locale;

/** What {@code lake.format} may be. */
enum Format {
    DELTA,
    PARQUET;

    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
