package io.sluice.connector.column;

import io.delta.kernel.types.BooleanType;

/** BOOLEAN, a byte each. */
final class BooleanScalar extends Scalar {
    private static final byte[] NONE = {};

    private byte[] values = NONE;

    BooleanScalar(Memory memory) {
        super(BooleanType.BOOLEAN, memory);
    }

    @Override
    boolean bool(int slot, boolean value) {
        int index = slots.add(slot);
        if (index >= values.length) {
            values = Grow.bytes(values, index + 1, memory);
        }
        values[index] = (byte) (value ? 1 : 0);
        return true;
    }

    @Override
    public byte[] booleans() {
        return values;
    }

    @Override
    public boolean booleanAt(int index) {
        return values[index] != 0;
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        return target.bool(slot, values[index] != 0);
    }

    @Override
    void release() {
        super.release();
        memory.add(-values.length);
    }
}
