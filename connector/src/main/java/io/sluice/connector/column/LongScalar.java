package io.sluice.connector.column;

import io.delta.kernel.types.DataType;

/** What all types that are stored as 64 bits share. */
abstract class LongScalar extends Scalar {
    private final Longs values;

    LongScalar(DataType type, Memory memory) {
        super(type, memory);
        values = own(new Longs(memory));
    }

    final boolean store(int slot, long value) {
        int index = slots.add(slot);
        values.reserve(index, 1);
        values.array[index] = value;
        return true;
    }

    @Override
    public final long[] longs() {
        return values.array;
    }

    @Override
    public final long longAt(int index) {
        return values.array[index];
    }
}
