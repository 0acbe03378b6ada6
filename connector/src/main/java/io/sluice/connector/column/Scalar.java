package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The values of one scalar column of one type, in arrays. Each putter takes one kind of source value, and returns false, with nothing
 * changed, when that value does not fit the type exactly: then the caller rescues it.
 */
abstract class Scalar implements Values {
    final Slots slots;
    private final DataType type;
    /** All of them, in an order that scalars of one kind share. */
    private final List<GrowingArray> arrays = new ArrayList<>(3);

    Scalar(DataType type, Memory memory) {
        this.type = type;
        this.slots = new Slots(memory);
        own(slots.array());
    }

    /** Said of each array by who makes it. */
    final <A extends GrowingArray> A own(A array) {
        arrays.add(array);
        return array;
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
    final void arrays(Consumer<GrowingArray> each) {
        arrays.forEach(each);
    }

    /** Takes the arrays of values that are not used any more, those that fit; before the first value. */
    final void takeArrays(Scalar from) {
        for (int i = 0; i < Math.min(arrays.size(), from.arrays.size()); i++) {
            arrays.get(i).take(from.arrays.get(i));
        }
    }

    /** Takes the arrays out of the account; the object may not be used afterwards. */
    final void release() {
        arrays.forEach(GrowingArray::release);
    }
}
