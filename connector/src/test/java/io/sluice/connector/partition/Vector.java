package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** A column over boxed values. */
record Vector(DataType type, List<Object> values) implements ColumnVector {
    static Vector of(DataType type, Object... values) {
        return new Vector(type, Arrays.asList(values));
    }

    @Override
    public DataType getDataType() {
        return type;
    }

    @Override
    public int getSize() {
        return values.size();
    }

    @Override
    public boolean isNullAt(int row) {
        return values.get(row) == null;
    }

    @Override
    public boolean getBoolean(int row) {
        return (boolean) values.get(row);
    }

    @Override
    public byte getByte(int row) {
        return (byte) values.get(row);
    }

    @Override
    public short getShort(int row) {
        return (short) values.get(row);
    }

    @Override
    public int getInt(int row) {
        return (int) values.get(row);
    }

    @Override
    public long getLong(int row) {
        return (long) values.get(row);
    }

    @Override
    public float getFloat(int row) {
        return (float) values.get(row);
    }

    @Override
    public double getDouble(int row) {
        return (double) values.get(row);
    }

    @Override
    public String getString(int row) {
        return (String) values.get(row);
    }

    @Override
    public byte[] getBinary(int row) {
        return (byte[]) values.get(row);
    }

    @Override
    public BigDecimal getDecimal(int row) {
        return (BigDecimal) values.get(row);
    }

    @Override
    public void close() {}
}
