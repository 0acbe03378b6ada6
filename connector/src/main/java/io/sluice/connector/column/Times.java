package io.sluice.connector.column;

import io.sluice.connector.config.EpochFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/**
 * Texts as dates and timestamps, by {@code value.timestamp.formats} and {@code value.time.zone}. Without formats ISO-8601 (RFC 3339 with
 * either {@code T} or a space, offset and time optional). Digits beyond microseconds are cut off: Delta's TIMESTAMP has no more. A text
 * with a time of day is no DATE unless it is midnight.
 */
final class Times {
    /** No date and no timestamp that Delta holds. */
    static final long NONE = Long.MIN_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400_000_000L;
    /** The last whole day that 64 bits of microseconds reach. */
    static final long LAST_DAY = Long.MAX_VALUE / MICROS_PER_DAY - 1;

    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[ ]['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXXXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final List<DateTimeFormatter> formats;
    private final ZoneId zone;
    private final EpochTimes epochs;

    /** @throws IllegalArgumentException when a pattern is none of {@link DateTimeFormatter} */
    Times(List<String> patterns, ZoneId zone) {
        this.epochs = new EpochTimes(patterns);
        List<DateTimeFormatter> given = patterns.stream()
                .filter(pattern -> !EpochFormat.isOne(pattern))
                .map(Times::format)
                .toList();
        this.formats = given.isEmpty() ? List.of(ISO) : given;
        this.zone = zone;
    }

    /** Strict, so that the 30th of February is no date; without an era a year is a year of the calendar, as Spark takes {@code yyyy}. */
    private static DateTimeFormatter format(String pattern) {
        StringBuilder years = new StringBuilder(pattern);
        boolean quoted = false;
        boolean era = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            era |= !quoted && letter == 'G';
            if (!quoted && letter == 'y') {
                years.setCharAt(i, 'u');
            }
        }
        return DateTimeFormatter.ofPattern(era ? pattern : years.toString(), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Microseconds since 1970-01-01 UTC, or {@link #NONE}. {@link ChronoUnit#MICROS} counts nanoseconds on its way, and fails with
     * instants before 1677 and after 2262.
     */
    static long epochMicros(Instant instant) {
        return micros(instant.getEpochSecond(), instant.getNano() / 1_000);
    }

    static Instant instant(long epochMicros) {
        return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
    }

    /** {@code HH:mm:ss.SSS}, as a column of Connect's Time holds it. */
    static String timeOfDay(long millisOfDay) {
        return TIME_OF_DAY.format(LocalTime.ofNanoOfDay(Math.floorMod(millisOfDay, MILLIS_PER_DAY) * 1_000_000));
    }

    /** Numbers as times. */
    EpochTimes epochs() {
        return epochs;
    }

    /** Microseconds since 1970-01-01 UTC, or {@link #NONE}. */
    long epochMicros(String text) {
        TemporalAccessor parsed = parse(text);
        if (parsed == null) {
            return epochs.micros(EpochTimes.number(text));
        }
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return micros(parsed.getLong(ChronoField.INSTANT_SECONDS), parsed.getLong(ChronoField.MICRO_OF_SECOND));
        }
        LocalDateTime local = local(parsed);
        return local == null
                ? NONE
                : micros(local.atZone(zone).toEpochSecond(), local.getLong(ChronoField.MICRO_OF_SECOND));
    }

    /** Microseconds since 1970-01-01 of a local time; {@link #NONE} also when the text names an offset. */
    long localMicros(String text) {
        TemporalAccessor parsed = parse(text);
        LocalDateTime local = parsed == null || parsed.query(TemporalQueries.zone()) != null ? null : local(parsed);
        return local == null
                ? NONE
                : micros(local.toEpochSecond(ZoneOffset.UTC), local.getLong(ChronoField.MICRO_OF_SECOND));
    }

    /** The local time in {@code value.time.zone} of an instant, as microseconds since 1970-01-01. */
    long localMicros(long epochMicros) {
        Instant instant = instant(epochMicros);
        return epochMicros + zone.getRules().getOffset(instant).getTotalSeconds() * MICROS_PER_SECOND;
    }

    /** Days since 1970-01-01, or {@link #NONE}. */
    long epochDay(String text) {
        TemporalAccessor parsed = parse(text);
        if (parsed == null) {
            return epochs.day(EpochTimes.number(text));
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            return NONE;
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return time == null || time.equals(LocalTime.MIDNIGHT) ? date.toEpochDay() : NONE;
    }

    private TemporalAccessor parse(String text) {
        for (DateTimeFormatter format : formats) {
            try {
                return format.parse(text);
            } catch (DateTimeException e) {
                // The next format may fit.
            }
        }
        return null;
    }

    private static LocalDateTime local(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return date == null ? null : date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    }

    private static long micros(long seconds, long micros) {
        try {
            return Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros);
        } catch (ArithmeticException e) {
            return NONE;
        }
    }
}
