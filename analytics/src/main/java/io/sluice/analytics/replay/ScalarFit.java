package io.sluice.analytics.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;

/**
 * Whether a JSON scalar is a value of a type, by the connector's rules, in a form that Spark's {@code from_json} takes for just that value:
 * left alone it reads a number as seconds of a TIMESTAMP, rounds what has too many digits, and takes a time for one of today.
 */
final class ScalarFit {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");
    private static final Map<DataType, Integer> BITS = Map.of(
            DataTypes.ByteType, Byte.SIZE,
            DataTypes.ShortType, Short.SIZE,
            DataTypes.IntegerType, Integer.SIZE,
            DataTypes.LongType, Long.SIZE);

    private ScalarFit() {}

    static JsonNode of(JsonNode value, DataType type, String pointer) throws Unfit {
        JsonNode fitting = value.isValueNode() ? fitting(value, type) : null;
        if (fitting == null) {
            String text =
                    value.isValueNode() ? Excerpt.of(value.toString(), 30) : value.isArray() ? "a list" : "an object";
            throw new Unfit(pointer, text + " does not fit " + type.sql());
        }
        return fitting;
    }

    /** Null when it does not fit. */
    private static JsonNode fitting(JsonNode value, DataType type) {
        if (type instanceof StringType) {
            return TextNode.valueOf(value.asText());
        }
        if (type.equals(DataTypes.BooleanType)) {
            return value.isBoolean() ? value : null;
        }
        if (BITS.containsKey(type)) {
            return value.isIntegralNumber() && value.bigIntegerValue().bitLength() < BITS.get(type) ? value : null;
        }
        if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
            return floating(value, type) ? value : null;
        }
        if (type instanceof DecimalType decimal) {
            return value.isNumber() && fits(value.decimalValue(), decimal) ? value : null;
        }
        return value.isTextual() ? text(value.textValue(), type) : null;
    }

    /** A fraction is rounded, as everywhere; an integer is not. */
    private static boolean floating(JsonNode value, DataType type) {
        if (!value.isIntegralNumber()) {
            return value.isNumber() || NO_NUMBERS.contains(value.asText());
        }
        BigInteger integer = value.bigIntegerValue();
        double rounded = type.equals(DataTypes.FloatType) ? integer.floatValue() : integer.doubleValue();
        return Double.isFinite(rounded)
                && new BigDecimal(rounded).toBigInteger().equals(integer);
    }

    private static boolean fits(BigDecimal value, DecimalType type) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() <= type.scale()
                && shortest.precision() - shortest.scale() <= type.precision() - type.scale();
    }

    private static JsonNode text(String text, DataType type) {
        try {
            if (type.equals(DataTypes.BinaryType)) {
                Base64.getDecoder().decode(text);
                return TextNode.valueOf(text);
            }
            if (type.equals(DataTypes.DateType)) {
                return TextNode.valueOf(LocalDate.parse(text).toString());
            }
            if (type.equals(DataTypes.TimestampType)) {
                return TextNode.valueOf(MOMENT.format(moment(text)) + "Z");
            }
            if (type.equals(DataTypes.TimestampNTZType)) {
                return TextNode.valueOf(MOMENT.format(LocalDateTime.parse(text.replace(' ', 'T'))));
            }
            return null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    /** ISO 8601; without an offset it is UTC, the connector's default. What is finer than a microsecond is cut off, as there. */
    private static LocalDateTime moment(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replaceFirst("^(\\S+) ", "$1T"), OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : LocalDateTime.from(parsed);
    }
}
