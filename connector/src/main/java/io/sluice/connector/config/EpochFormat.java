package io.sluice.connector.config;

import java.util.Locale;
import java.util.Optional;

/** What a number in {@code value.timestamp.formats} counts from 1970-01-01 UTC on: {@code epoch_millis} and so on. */
public enum EpochFormat {
    /** For DATE alone. */
    EPOCH_DAYS(0),
    EPOCH_SECONDS(6),
    EPOCH_MILLIS(3),
    EPOCH_MICROS(0),
    EPOCH_NANOS(-3);

    private final int microDigits;

    EpochFormat(int microDigits) {
        this.microDigits = microDigits;
    }

    /** Where a number's point goes to make microseconds of it. */
    public int microDigits() {
        return microDigits;
    }

    /** Empty for what has to be a pattern. */
    static Optional<EpochFormat> parse(String text) {
        for (EpochFormat format : values()) {
            if (format.text().equals(text)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Whether an entry of the setting is one of these, and no pattern. */
    public static boolean isOne(String text) {
        return parse(text).isPresent();
    }

    /** As the setting has it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
