package io.sluice.connector.column;

import io.sluice.connector.config.EpochFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Numbers as dates and timestamps, by the {@code epoch_…} of {@code value.timestamp.formats}; none is one without. Digits beyond
 * microseconds are cut off, towards the past, as those of texts are.
 */
final class EpochTimes {
    private static final int MAX_DIGITS = 40;

    private final boolean days;
    /** Null when numbers are no timestamps. */
    private final EpochFormat unit;

    EpochTimes(List<String> formats) {
        days = formats.contains(EpochFormat.EPOCH_DAYS.text());
        EpochFormat found = null;
        for (EpochFormat format : EpochFormat.values()) {
            if (format != EpochFormat.EPOCH_DAYS && formats.contains(format.text())) {
                found = format;
            }
        }
        unit = found;
    }

    /** Microseconds since 1970-01-01 UTC, or {@link Times#NONE}. */
    long micros(long number) {
        if (unit == null) {
            return Times.NONE;
        }
        try {
            return switch (unit) {
                case EPOCH_SECONDS -> Math.multiplyExact(number, 1_000_000);
                case EPOCH_MILLIS -> Math.multiplyExact(number, 1_000);
                case EPOCH_NANOS -> Math.floorDiv(number, 1_000);
                default -> number;
            };
        } catch (ArithmeticException beyond) {
            return Times.NONE;
        }
    }

    /** @param number null for none, such as NaN */
    long micros(BigDecimal number) {
        if (unit == null || number == null || Math.abs((long) number.precision() - number.scale()) > MAX_DIGITS) {
            return Times.NONE;
        }
        try {
            return number.movePointRight(unit.microDigits())
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        } catch (ArithmeticException beyond) {
            return Times.NONE;
        }
    }

    /** Days since 1970-01-01, or {@link Times#NONE}; a moment is no date unless it is midnight in UTC. */
    long day(long number) {
        return days ? number : dayOf(micros(number));
    }

    long day(BigDecimal number) {
        if (!days) {
            return dayOf(micros(number));
        }
        try {
            boolean small = number != null && Math.abs((long) number.precision() - number.scale()) <= MAX_DIGITS;
            return small ? number.longValueExact() : Times.NONE;
        } catch (ArithmeticException fraction) {
            return Times.NONE;
        }
    }

    private static long dayOf(long micros) {
        boolean midnight = micros != Times.NONE && Math.floorMod(micros, Times.MICROS_PER_DAY) == 0;
        return midnight ? Math.floorDiv(micros, Times.MICROS_PER_DAY) : Times.NONE;
    }

    /** A text that is a number, else null. */
    static BigDecimal number(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && (c != '-' || i > 0)) {
                return null;
            }
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
