package io.sluice.connector.column;

import io.delta.kernel.types.StringType;
import io.sluice.connector.schema.DebeziumType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.kafka.connect.data.Struct;

/** Values of {@link DebeziumType} into fields. */
final class DebeziumPuts {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private DebeziumPuts() {}

    static ScalarPlan.Put put(DebeziumType type, Scratch scratch) {
        return switch (type) {
            case DATE -> (field, slot, value) -> field.date(slot, (Integer) value);
            case ISO_DATE -> (field, slot, value) -> isoDate(field, slot, (String) value);
            case TIMESTAMP -> (field, slot, value) -> MapAppender.millis(field, slot, (Long) value);
            case MICRO_TIMESTAMP -> (field, slot, value) -> field.timestamp(slot, (Long) value);
            case NANO_TIMESTAMP ->
                (field, slot, value) -> field.timestamp(slot, Math.floorDiv((Long) value, NANOS_PER_MICRO));
            case ZONED_TIMESTAMP, ISO_TIMESTAMP -> (field, slot, value) -> isoTimestamp(field, slot, (String) value);
            case TIME ->
                (field, slot, value) -> time(field, slot, (Integer) value * NANOS_PER_MILLI, MILLIS, scratch.utf8);
            case MICRO_TIME ->
                (field, slot, value) -> time(field, slot, nanos((Long) value, NANOS_PER_MICRO), MICROS, scratch.utf8);
            case NANO_TIME -> (field, slot, value) -> time(field, slot, (Long) value, NANOS, scratch.utf8);
            case VARIABLE_SCALE_DECIMAL ->
                (field, slot, value) -> decimal(field, slot, (Struct) value, scratch.fraction);
        };
    }

    private static boolean isoDate(Field field, int slot, String text) {
        try {
            return field.date(
                    slot, LocalDate.parse(text, DateTimeFormatter.ISO_DATE).toEpochDay());
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isoTimestamp(Field field, int slot, String text) {
        try {
            long micros = Times.epochMicros(OffsetDateTime.parse(text).toInstant());
            return micros != Times.NONE && field.timestamp(slot, micros);
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static long nanos(long count, long nanosEach) {
        return count < 0 || count > Long.MAX_VALUE / nanosEach ? -1 : count * nanosEach;
    }

    private static boolean time(Field field, int slot, long nanoOfDay, DateTimeFormatter format, Utf8 utf8) {
        return nanoOfDay >= 0
                && nanoOfDay <= LocalTime.MAX.toNanoOfDay()
                && utf8.set(format.format(LocalTime.ofNanoOfDay(nanoOfDay)))
                && field.text(slot, utf8);
    }

    private static boolean decimal(Field field, int slot, Struct value, Fraction fraction) {
        Integer scale = value.getInt32("scale");
        Object unscaled = value.get("value");
        if (scale == null || unscaled == null) {
            return false;
        }
        byte[] bytes = unscaled instanceof ByteBuffer buffer ? copy(buffer) : (byte[]) unscaled;
        if (bytes.length == 0) {
            return false;
        }
        fraction.set(new BigDecimal(new BigInteger(bytes), scale));
        return field.fraction(slot, fraction, StringType.STRING);
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
