package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import java.util.function.Consumer;

/**
 * The values of one scalar column of one type, in arrays. Each putter takes one kind of source value, and returns false, with nothing
 * changed, when that value does not fit the type exactly: then the caller rescues it.
 */
abstract class Scalar implements Values {
    final Slots slots;
    private final DataType type;

    Scalar(DataType type, Memory memory) {
        this.type = type;
        this.slots = new Slots(memory);
    }

    @Override
    public final DataType type() {
        return type;
    }

    @Override
    public final int count() {
        return slots.count();
    }

    boolean integer(int slot, long value) {
        return false;
    }

    boolean fraction(int slot, Fraction value) {
        return false;
    }

    boolean bool(int slot, boolean value) {
        return false;
    }

    boolean text(int slot, Utf8 value) {
        return false;
    }

    boolean binary(int slot, byte[] value, int offset, int length) {
        return false;
    }

    boolean date(int slot, long epochDay) {
        return false;
    }

    boolean timestamp(int slot, long epochMicros) {
        return false;
    }

    /** A time without a zone, which only TIMESTAMP_NTZ holds. */
    boolean localTimestamp(int slot, long localMicros) {
        return false;
    }

    /** Puts the value at an index into another column, under the same rules. */
    abstract boolean copyTo(int index, int slot, Scalar target, Scratch scratch);

    /** Forgets the slots from {@code limit} on. */
    void truncate(int limit) {
        slots.truncate(limit);
    }

    /** Hands out each array. */
    void arrays(Consumer<GrowingArray> each) {
        slots.arrays(each);
    }

    /** Takes the arrays of values that are not used any more, those that fit; before the first value. */
    void takeArrays(Scalar from) {
        slots.takeArrays(from.slots);
    }

    /** Takes the arrays out of the account; the object may not be used afterwards. */
    final void release() {
        arrays(GrowingArray::release);
    }
}
