package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.BooleanType;
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
import io.sluice.connector.schema.DdlSchema;
import java.math.RoundingMode;

/** Chooses, once a batch, how a partition column is read. */
final class ValueReaders {
    private ValueReaders() {}

    /**
     * @param vector the source column; null when no row has it
     * @param target the partition column's type in the table
     * @throws IllegalArgumentException when the rows' values are not of the table's type
     */
    static PartitionValues values(PartitionField field, ColumnVector vector, DataType target) {
        if (vector == null) {
            return new AbsentValues(target);
        }
        field.check(vector.getDataType());
        DataType made = field.transform().type(vector.getDataType());
        if (field.derived() && !made.equals(target)) {
            throw new IllegalArgumentException(
                    "Cannot partition by " + field.text() + ": the table's column '" + field.name() + "' is "
                            + DdlSchema.toDdl(target) + ", and Sluice makes a " + DdlSchema.toDdl(made)
                            + ". Land in a new table.");
        }
        PartitionValues values = field.transform().values(vector, target);
        if (values == null) {
            throw new IllegalArgumentException("Cannot partition by " + field.text() + ": the column is "
                    + DdlSchema.toDdl(target) + " in the table and " + DdlSchema.toDdl(vector.getDataType())
                    + " in the rows. Refit the rows to the table first.");
        }
        return values;
    }

    /** @return null when the rows' values are not of the table's type */
    static PartitionValues identity(ColumnVector vector, DataType target) {
        DataType type = vector.getDataType();
        if (target instanceof StringType && type instanceof StringType) {
            return new ObjectValues<>(vector, target, row -> emptyToNull(vector.getString(row)), Literal::ofString);
        }
        if (!type.equals(target)) {
            return null;
        }
        if (target instanceof DecimalType decimal) {
            int scale = decimal.getScale();
            return new ObjectValues<>(
                    vector,
                    target,
                    row -> vector.getDecimal(row).setScale(scale, RoundingMode.UNNECESSARY),
                    value -> Literal.ofDecimal(value, decimal.getPrecision(), scale));
        }
        return number(vector, target);
    }

    private static PartitionValues number(ColumnVector vector, DataType type) {
        if (type instanceof LongType) {
            return new LongValues(vector, type, vector::getLong, Literal::ofLong);
        }
        if (type instanceof IntegerType) {
            return new LongValues(vector, type, vector::getInt, value -> Literal.ofInt((int) value));
        }
        if (type instanceof ShortType) {
            return new LongValues(vector, type, vector::getShort, value -> Literal.ofShort((short) value));
        }
        if (type instanceof ByteType) {
            return new LongValues(vector, type, vector::getByte, value -> Literal.ofByte((byte) value));
        }
        if (type instanceof BooleanType) {
            return new LongValues(
                    vector, type, row -> vector.getBoolean(row) ? 1 : 0, value -> Literal.ofBoolean(value == 1));
        }
        if (type instanceof DateType) {
            return new LongValues(vector, type, vector::getInt, CalendarValues::date);
        }
        if (type instanceof TimestampType) {
            return new LongValues(vector, type, vector::getLong, CalendarValues::timestamp);
        }
        return type instanceof TimestampNTZType
                ? new LongValues(vector, type, vector::getLong, CalendarValues::localTimestamp)
                : fraction(vector, type);
    }

    /** By their bits, with one NaN: -0.0 and 0.0 are two values in a partition, as they are in a file. */
    private static PartitionValues fraction(ColumnVector vector, DataType type) {
        if (type instanceof DoubleType) {
            LongValues.Reader reader = row -> Double.doubleToLongBits(vector.getDouble(row));
            return new LongValues(vector, type, reader, bits -> Literal.ofDouble(Double.longBitsToDouble(bits)));
        }
        if (type instanceof FloatType) {
            LongValues.Reader reader = row -> Float.floatToIntBits(vector.getFloat(row));
            return new LongValues(vector, type, reader, bits -> Literal.ofFloat(Float.intBitsToFloat((int) bits)));
        }
        return null;
    }

    /** To Delta an empty partition value is null (protocol, "Partition Value Serialization"). */
    static String emptyToNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
