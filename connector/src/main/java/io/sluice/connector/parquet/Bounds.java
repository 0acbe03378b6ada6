package io.sluice.connector.parquet;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Least and greatest value of a column as Delta's statistics have them. None for BOOLEAN and BINARY, which Spark does not skip by; none
 * with NaN among the values, which Spark takes for the greatest and others for none; none for dates that ISO-8601's four digits cannot
 * write.
 *
 * @param min null when there is none
 * @param max null when there is none
 */
record Bounds(Literal min, Literal max) {
    private static final Bounds NONE = new Bounds(null, null);
    /** 0001-01-01 and 9999-12-31 as days since 1970-01-01. */
    private static final long FIRST_DAY = -719_162;

    private static final long LAST_DAY = 2_932_896;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    static Bounds of(DataType type, Statistics<?> statistics) {
        Object least = statistics.genericGetMin();
        Object greatest = statistics.genericGetMax();
        if (type instanceof StringType) {
            String max = StringBounds.max(((Binary) greatest).getBytesUnsafe());
            return new Bounds(
                    Literal.ofString(StringBounds.min(((Binary) least).getBytesUnsafe())),
                    max == null ? null : Literal.ofString(max));
        }
        Function<Object, Literal> literal = literal(type);
        if (literal == null || isNaN(least) || isNaN(greatest)) {
            return NONE;
        }
        return new Bounds(literal.apply(least), literal.apply(greatest));
    }

    private static boolean isNaN(Object value) {
        return value instanceof Number number && Double.isNaN(number.doubleValue());
    }

    private static Function<Object, Literal> literal(DataType type) {
        if (type instanceof LongType) {
            return value -> Literal.ofLong((Long) value);
        }
        if (type instanceof IntegerType) {
            return value -> Literal.ofInt((Integer) value);
        }
        if (type instanceof DoubleType) {
            return value -> Literal.ofDouble((Double) value);
        }
        if (type instanceof FloatType) {
            return value -> Literal.ofFloat((Float) value);
        }
        if (type instanceof ShortType) {
            return value -> Literal.ofShort(((Integer) value).shortValue());
        }
        if (type instanceof ByteType) {
            return value -> Literal.ofByte(((Integer) value).byteValue());
        }
        if (type instanceof DecimalType decimal) {
            return value -> decimal(value, decimal);
        }
        return time(type);
    }

    private static Function<Object, Literal> time(DataType type) {
        if (type instanceof DateType) {
            return value -> within((Integer) value) ? Literal.ofDate((Integer) value) : null;
        }
        if (type instanceof TimestampType) {
            return value -> withinMicros((Long) value) ? Literal.ofTimestamp((Long) value) : null;
        }
        if (type instanceof TimestampNTZType) {
            return value -> withinMicros((Long) value) ? Literal.ofTimestampNtz((Long) value) : null;
        }
        return null;
    }

    private static boolean withinMicros(long micros) {
        return within(Math.floorDiv(micros, MICROS_PER_DAY));
    }

    private static boolean within(long day) {
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    private static Literal decimal(Object value, DecimalType type) {
        BigInteger unscaled = value instanceof Binary binary
                ? new BigInteger(binary.getBytesUnsafe())
                : BigInteger.valueOf(((Number) value).longValue());
        return Literal.ofDecimal(new BigDecimal(unscaled, type.getScale()), type.getPrecision(), type.getScale());
    }
}
