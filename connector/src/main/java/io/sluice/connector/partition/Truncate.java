package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * {@code truncate(column, width)} as Iceberg defines it (table spec, "Truncate Transform Details"): a STRING's first code points, and a
 * number down to a multiple of the width, which for a DECIMAL counts in its last digit. The columns are wide enough for values below the
 * source's own range, BIGINT and DECIMAL(38, s); where even these are not, BIGINT wraps around as Iceberg's does and DECIMAL is null.
 */
record Truncate(int width) implements Transform {
    private static final int MAX_DIGITS = 38;

    @Override
    public String columnName(String source) {
        return source + "_truncate";
    }

    @Override
    public String text(String source) {
        return "truncate(" + source + ", " + width + ")";
    }

    @Override
    public DataType type(DataType source) {
        if (source instanceof StringType) {
            return StringType.STRING;
        }
        return source instanceof DecimalType decimal ? new DecimalType(MAX_DIGITS, decimal.getScale()) : LongType.LONG;
    }

    @Override
    public boolean takes(DataType source) {
        return Integers.are(source) || source instanceof DecimalType || source instanceof StringType;
    }

    @Override
    public String taken() {
        return "STRING, integers and DECIMAL";
    }

    @Override
    public PartitionValues values(ColumnVector source, DataType target) {
        if (target instanceof StringType) {
            return new ObjectValues<>(
                    source, target, row -> ValueReaders.emptyToNull(prefix(source.getString(row))), Literal::ofString);
        }
        if (target instanceof DecimalType decimal) {
            return new ObjectValues<>(
                    source,
                    target,
                    row -> number(source.getDecimal(row), decimal.getScale()),
                    value -> Literal.ofDecimal(value, decimal.getPrecision(), decimal.getScale()));
        }
        LongValues.Reader integer = Integers.reader(source);
        return new LongValues(source, target, row -> number(integer.read(row)), Literal::ofLong);
    }

    String prefix(String value) {
        return value.codePointCount(0, value.length()) <= width
                ? value
                : value.substring(0, value.offsetByCodePoints(0, width));
    }

    long number(long value) {
        return value - Math.floorMod(value, (long) width);
    }

    /** Null when it has more than 38 digits. */
    private BigDecimal number(BigDecimal value, int scale) {
        BigInteger unscaled = value.setScale(scale).unscaledValue();
        BigDecimal truncated = new BigDecimal(unscaled.subtract(unscaled.mod(BigInteger.valueOf(width))), scale);
        return truncated.precision() > MAX_DIGITS ? null : truncated;
    }
}
