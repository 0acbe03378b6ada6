package io.sluice.connector.column;

import io.delta.kernel.types.DataType;

/** What STRING and BINARY share: all values in one array, and where each ends. */
abstract class BytesScalar extends Scalar {
    private final Bytes bytes;
    private final Ints ends;
    private int size;

    BytesScalar(DataType type, Memory memory) {
        super(type, memory);
        bytes = own(new Bytes(memory));
        ends = own(new Ints(memory));
    }

    final boolean store(int slot, byte[] value, int offset, int length) {
        bytes.reserve(size, length);
        System.arraycopy(value, offset, bytes.array, size, length);
        int index = slots.add(slot);
        ends.reserve(index, 1);
        size += length;
        ends.array[index] = size;
        return true;
    }

    @Override
    public final byte[] bytes() {
        return bytes.array;
    }

    @Override
    public final int[] ends() {
        return ends.array;
    }

    @Override
    public final int offsetAt(int index) {
        return index == 0 ? 0 : ends.array[index - 1];
    }

    @Override
    public final int lengthAt(int index) {
        return ends.array[index] - offsetAt(index);
    }

    @Override
    final void truncate(int limit) {
        super.truncate(limit);
        size = count() == 0 ? 0 : ends.array[count() - 1];
    }
}
