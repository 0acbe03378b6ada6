package io.sluice.connector.column;

import io.delta.kernel.types.BinaryType;
import java.util.Base64;

/** BINARY. A string fits when it is base64, as Connect's JsonConverter writes bytes. */
final class BinaryScalar extends BytesScalar {
    BinaryScalar(Memory memory) {
        super(BinaryType.BINARY, memory);
    }

    @Override
    boolean binary(int slot, byte[] value, int offset, int length) {
        return store(slot, value, offset, length);
    }

    @Override
    boolean text(int slot, Utf8 value) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(value.copy());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return store(slot, decoded, 0, decoded.length);
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        return target.binary(slot, bytes(), offsetAt(index), lengthAt(index));
    }
}
