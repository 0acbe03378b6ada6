package io.sluice.connector.column;

import io.delta.kernel.types.StringType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;

/** STRING as UTF-8. Every scalar fits, as its JSON text (a string without its quotes). */
final class StringScalar extends BytesScalar {
    /** Not the one that holds the value in hand. */
    private final Scratch scratch;

    StringScalar(Memory memory, Scratch scratch) {
        super(StringType.STRING, memory);
        this.scratch = scratch;
    }

    @Override
    boolean text(int slot, Utf8 value) {
        return store(slot, value.bytes(), value.offset(), value.length());
    }

    @Override
    boolean integer(int slot, long value) {
        return ascii(slot, Long.toString(value));
    }

    @Override
    boolean fraction(int slot, Fraction value) {
        return ascii(slot, value.json());
    }

    @Override
    boolean bool(int slot, boolean value) {
        return ascii(slot, value ? "true" : "false");
    }

    @Override
    boolean binary(int slot, byte[] value, int offset, int length) {
        byte[] base64 = Base64.getEncoder()
                .encode(
                        offset == 0 && length == value.length
                                ? value
                                : Arrays.copyOfRange(value, offset, offset + length));
        return store(slot, base64, 0, base64.length);
    }

    @Override
    boolean date(int slot, long epochDay) {
        return ascii(slot, LocalDate.ofEpochDay(epochDay).toString());
    }

    @Override
    boolean timestamp(int slot, long epochMicros) {
        return ascii(slot, Times.instant(epochMicros).toString());
    }

    private boolean ascii(int slot, String text) {
        scratch.utf8.set(text);
        return text(slot, scratch.utf8);
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch shared) {
        shared.utf8.set(bytes(), offsetAt(index), lengthAt(index));
        return target.text(slot, shared.utf8);
    }
}
