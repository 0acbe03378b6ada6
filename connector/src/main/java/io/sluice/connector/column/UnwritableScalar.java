package io.sluice.connector.column;

import io.delta.kernel.types.DataType;

/** A type that this connector does not write, such as VARIANT: nothing but null fits. */
final class UnwritableScalar extends Scalar {
    UnwritableScalar(DataType type, Memory memory) {
        super(type, memory);
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        return false;
    }
}
