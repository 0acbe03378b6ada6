package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DateType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Partitions by time, in UTC. */
final class CalendarValues {
    private static final long MICROS_PER_HOUR = TimeUnit.HOURS.toMicros(1);
    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd-HH", Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter LOCAL_TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CalendarValues() {}

    static PartitionValues values(Transform transform, ColumnVector vector) {
        boolean days = vector.getDataType() instanceof DateType;
        LongValues.Reader day = days ? vector::getInt : row -> Math.floorDiv(vector.getLong(row), MICROS_PER_DAY);
        LongValues.Reader hour =
                days ? row -> vector.getInt(row) * 24L : row -> Math.floorDiv(vector.getLong(row), MICROS_PER_HOUR);
        var type = transform.type(vector.getDataType());
        return switch (transform) {
            case YEAR ->
                new LongValues(
                        vector,
                        type,
                        row -> LocalDate.ofEpochDay(day.read(row)).getYear(),
                        year -> Literal.ofInt((int) year));
            case MONTH ->
                new LongValues(
                        vector,
                        type,
                        row -> month(day.read(row)),
                        month -> Literal.ofString(MONTH.format(LocalDate.of(
                                (int) Math.floorDiv(month, 12L), 1 + (int) Math.floorMod(month, 12L), 1))));
            case DAY -> new LongValues(vector, type, day, CalendarValues::date);
            case HOUR ->
                new LongValues(
                        vector,
                        type,
                        hour,
                        value -> Literal.ofString(
                                HOUR.format(LocalDateTime.ofEpochSecond(value * 3600, 0, ZoneOffset.UTC))));
            case IDENTITY -> throw new IllegalArgumentException("A column itself is no calendar value");
        };
    }

    private static long month(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    static Literal date(long day) {
        requireCommonEra(LocalDate.ofEpochDay(day));
        return Literal.ofDate((int) day);
    }

    static Literal timestamp(long micros) {
        requireCommonEra(LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY)));
        return Literal.ofTimestamp(micros);
    }

    static Literal localTimestamp(long micros) {
        requireCommonEra(LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY)));
        return Literal.ofTimestampNtz(micros);
    }

    /** As Kernel writes it into the log: adjusted to UTC, six digits. */
    static String text(long micros) {
        return TIMESTAMP.format(instant(micros));
    }

    /** As Kernel writes it: a local time of no zone. */
    static String localText(long micros) {
        return LOCAL_TIMESTAMP.format(instant(micros));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Kernel writes a partition's year as that of the era, without the era: 1 BC would come back as 1 AD. Spark's own range is the same. */
    private static void requireCommonEra(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new IllegalArgumentException(
                    "Cannot partition by a time of the year " + date.getYear()
                            + ": Delta's partition values know the years 1 to 9999. Correct the producer, or partition by another column.");
        }
    }
}
