package io.sluice.analytics.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.spark.sql.api.java.UDF1;

/**
 * A value of a partition column that the connector makes, as text: what its settings call {@code year}, {@code month}, {@code day},
 * {@code hour}, {@code truncate} and {@code bucket}, by the same rules (design, section 4). It takes what {@link MadeColumn} makes of a
 * value: a Long (integers, microseconds of a moment, days of a date), a String, a BigDecimal, bytes or a local time.
 *
 * @param word one of the six
 * @param number width or count
 * @param days whether a Long is days
 */
record MadeValue(String word, int number, ZoneId zone, boolean days) implements UDF1<Object, String> {
    private static final long serialVersionUID = 1;
    private static final int MAX_DIGITS = 38;

    @Override
    public String call(Object value) {
        if (value == null) {
            return null;
        }
        return switch (word) {
            case "truncate" -> truncated(value);
            case "bucket" -> Integer.toString((hash(bytes(value)) & Integer.MAX_VALUE) % number);
            default -> calendar((Long) value);
        };
    }

    private String calendar(long value) {
        LocalDateTime local = days
                ? LocalDateTime.ofEpochSecond(value * 86_400, 0, ZoneOffset.UTC)
                : LocalDateTime.ofInstant(Instant.EPOCH.plus(value, ChronoUnit.MICROS), zone);
        return switch (word) {
            case "year" -> Integer.toString(local.getYear());
            case "month" -> format("uuuu-MM", local);
            case "hour" -> format("uuuu-MM-dd-HH", local);
            default -> local.getYear() < 1 || local.getYear() > 9999 ? null : format("uuuu-MM-dd", local);
        };
    }

    private static String format(String pattern, LocalDateTime local) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local);
    }

    private String truncated(Object value) {
        if (value instanceof String text) {
            String prefix = text.codePointCount(0, text.length()) <= number
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, number));
            return prefix.isEmpty() ? null : prefix;
        }
        if (value instanceof BigDecimal decimal) {
            BigInteger unscaled = decimal.unscaledValue();
            BigDecimal down =
                    new BigDecimal(unscaled.subtract(unscaled.mod(BigInteger.valueOf(number))), decimal.scale());
            return down.precision() > MAX_DIGITS ? null : down.toPlainString();
        }
        long integer = (Long) value;
        return Long.toString(integer - Math.floorMod(integer, (long) number));
    }

    private static byte[] bytes(Object value) {
        if (value instanceof String text) {
            return text.getBytes(UTF_8);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.unscaledValue().toByteArray();
        }
        if (value instanceof LocalDateTime local) {
            return bytes(ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), local));
        }
        return value instanceof byte[] binary
                ? binary
                : ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong((Long) value)
                        .array();
    }

    private static int hash(byte[] bytes) {
        return MurmurHash3.hash32x86(bytes, 0, bytes.length, 0);
    }
}
