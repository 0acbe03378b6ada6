package io.sluice.connector.column;

import io.delta.kernel.types.BooleanType;

/** BOOLEAN, a byte each. */
final class BooleanScalar extends Scalar {
    private final Bytes values;

    BooleanScalar(Memory memory) {
        super(BooleanType.BOOLEAN, memory);
        values = own(new Bytes(memory));
    }

    @Override
    boolean bool(int slot, boolean value) {
        int index = slots.add(slot);
        values.reserve(index, 1);
        values.array[index] = (byte) (value ? 1 : 0);
        return true;
    }

    @Override
    public byte[] booleans() {
        return values.array;
    }

    @Override
    public boolean booleanAt(int index) {
        return values.array[index] != 0;
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        return target.bool(slot, values.array[index] != 0);
    }
}
