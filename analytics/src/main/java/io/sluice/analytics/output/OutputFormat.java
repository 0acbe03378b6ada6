package io.sluice.analytics.output;

import java.util.Locale;

/** How results are printed. */
public enum OutputFormat {
    /** Aligned columns under a header. */
    TABLE,
    /** One array of row objects a result, each on one line. */
    JSON,
    /** RFC 4180 with a header line. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
