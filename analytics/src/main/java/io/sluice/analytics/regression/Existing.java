package io.sluice.analytics.regression;

import java.util.Locale;
import org.apache.spark.sql.SaveMode;

/** What to do with a target that holds rows already. */
enum Existing {
    FAIL(SaveMode.ErrorIfExists),
    APPEND(SaveMode.Append),
    OVERWRITE(SaveMode.Overwrite);

    private final SaveMode mode;

    Existing(SaveMode mode) {
        this.mode = mode;
    }

    SaveMode mode() {
        return mode;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
