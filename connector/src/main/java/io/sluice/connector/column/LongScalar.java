package io.sluice.connector.column;

import io.delta.kernel.types.DataType;

/** What all types that are stored as 64 bits share. */
abstract class LongScalar extends Scalar {
    private static final long[] NONE = {};

    private long[] values = NONE;

    LongScalar(DataType type, Memory memory) {
        super(type, memory);
    }

    final boolean store(int slot, long value) {
        int index = slots.add(slot);
        if (index >= values.length) {
            values = Grow.longs(values, index + 1, memory);
        }
        values[index] = value;
        return true;
    }

    @Override
    public final long[] longs() {
        return values;
    }

    @Override
    public final long longAt(int index) {
        return values[index];
    }

    @Override
    void release() {
        super.release();
        memory.add(-(long) values.length * Long.BYTES);
    }
}
