package io.sluice.connector.column;

import io.delta.kernel.types.DataType;

/** What STRING and BINARY share: all values in one array, and where each ends. */
abstract class BytesScalar extends Scalar {
    private static final byte[] NO_BYTES = {};
    private static final int[] NO_ENDS = {};

    private byte[] bytes = NO_BYTES;
    private int[] ends = NO_ENDS;
    private int size;

    BytesScalar(DataType type, Memory memory) {
        super(type, memory);
    }

    final boolean store(int slot, byte[] value, int offset, int length) {
        if (bytes.length - size < length) {
            bytes = Grow.bytes(bytes, size + length, memory);
        }
        System.arraycopy(value, offset, bytes, size, length);
        int index = slots.add(slot);
        if (index >= ends.length) {
            ends = Grow.ints(ends, index + 1, memory);
        }
        size += length;
        ends[index] = size;
        return true;
    }

    @Override
    public final byte[] bytes() {
        return bytes;
    }

    @Override
    public final int[] ends() {
        return ends;
    }

    @Override
    public final int offsetAt(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public final int lengthAt(int index) {
        return ends[index] - offsetAt(index);
    }

    @Override
    final void truncate(int limit) {
        super.truncate(limit);
        size = count() == 0 ? 0 : ends[count() - 1];
    }

    @Override
    final void release() {
        super.release();
        memory.add(-(bytes.length + (long) ends.length * Integer.BYTES));
    }
}
