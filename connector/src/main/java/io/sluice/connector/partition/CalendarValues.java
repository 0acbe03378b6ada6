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

/** Partitions by time. */
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

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private CalendarValues() {}

    static PartitionValues values(Calendar calendar, ColumnVector vector) {
        boolean days = vector.getDataType() instanceof DateType;
        LongValues.Reader micros = vector::getLong;
        if (!calendar.utc()) {
            LocalTime local = new LocalTime(calendar.zone());
            micros = row -> local.micros(vector.getLong(row));
        }
        LongValues.Reader moment = micros;
        LongValues.Reader day = days ? vector::getInt : row -> Math.floorDiv(moment.read(row), MICROS_PER_DAY);
        var type = calendar.type(vector.getDataType());
        return switch (calendar.unit()) {
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
            case DAY ->
                new LongValues(
                        row -> vector.isNullAt(row) || !isSayable(day.read(row)), type, day, CalendarValues::date);
            case HOUR ->
                new LongValues(
                        vector,
                        type,
                        days
                                ? row -> vector.getInt(row) * 24L
                                : row -> Math.floorDiv(moment.read(row), MICROS_PER_HOUR),
                        value -> Literal.ofString(
                                HOUR.format(LocalDateTime.ofEpochSecond(value * 3600, 0, ZoneOffset.UTC))));
        };
    }

    /** Days that a partition value cannot say are in the partition of null: the moment itself is in the file. */
    private static boolean isSayable(long day) {
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    private static long month(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    static Literal date(long day) {
        requireCommonEra(day);
        return Literal.ofDate((int) day);
    }

    static Literal timestamp(long micros) {
        requireCommonEra(Math.floorDiv(micros, MICROS_PER_DAY));
        return Literal.ofTimestamp(micros);
    }

    static Literal localTimestamp(long micros) {
        requireCommonEra(Math.floorDiv(micros, MICROS_PER_DAY));
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
    private static void requireCommonEra(long day) {
        if (!isSayable(day)) {
            throw new IllegalArgumentException(
                    "Cannot partition by a time of the year "
                            + LocalDate.ofEpochDay(day).getYear()
                            + ": Delta's partition values know the years 1 to 9999. Correct the producer, or partition by another column.");
        }
    }
}
