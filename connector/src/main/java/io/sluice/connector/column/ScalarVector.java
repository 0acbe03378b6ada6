package io.sluice.connector.column;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Kernel's view of a top-level scalar column: rows instead of indexes. */
final class ScalarVector implements ColumnVector {
    private final Scalar values;
    private final int rows;

    ScalarVector(Scalar values, int rows) {
        this.values = values;
        this.rows = rows;
    }

    @Override
    public DataType getDataType() {
        return values.type();
    }

    @Override
    public int getSize() {
        return rows;
    }

    @Override
    public void close() {
        // The buffer owns the arrays.
    }

    @Override
    public boolean isNullAt(int row) {
        return values.slots.indexOf(row) < 0;
    }

    @Override
    public boolean getBoolean(int row) {
        return values.booleanAt(index(row));
    }

    @Override
    public byte getByte(int row) {
        return (byte) getLong(row);
    }

    @Override
    public short getShort(int row) {
        return (short) getLong(row);
    }

    @Override
    public int getInt(int row) {
        return (int) getLong(row);
    }

    @Override
    public long getLong(int row) {
        return values.longAt(index(row));
    }

    @Override
    public float getFloat(int row) {
        return (float) getDouble(row);
    }

    @Override
    public double getDouble(int row) {
        return values.doubleAt(index(row));
    }

    @Override
    public byte[] getBinary(int row) {
        int index = index(row);
        int offset = values.offsetAt(index);
        return Arrays.copyOfRange(values.bytes(), offset, offset + values.lengthAt(index));
    }

    @Override
    public String getString(int row) {
        int index = index(row);
        return new String(values.bytes(), values.offsetAt(index), values.lengthAt(index), StandardCharsets.UTF_8);
    }

    @Override
    public BigDecimal getDecimal(int row) {
        if (values instanceof DecimalScalar decimals) {
            return decimals.decimalAt(index(row));
        }
        throw new UnsupportedOperationException(values.type() + " holds no decimal");
    }

    private int index(int row) {
        int index = values.slots.indexOf(row);
        if (index < 0) {
            throw new IllegalStateException("row " + row + " is null; ask isNullAt first");
        }
        return index;
    }
}
