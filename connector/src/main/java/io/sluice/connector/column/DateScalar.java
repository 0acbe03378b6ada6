package io.sluice.connector.column;

import io.delta.kernel.types.DateType;

/** DATE as days since 1970-01-01. */
final class DateScalar extends LongScalar {
    private final Times times;

    DateScalar(Memory memory, Times times) {
        super(DateType.DATE, memory);
        this.times = times;
    }

    @Override
    boolean date(int slot, long epochDay) {
        return epochDay == (int) epochDay && store(slot, epochDay);
    }

    @Override
    boolean integer(int slot, long value) {
        return day(slot, times.epochs().day(value));
    }

    @Override
    boolean fraction(int slot, Fraction value) {
        return day(slot, times.epochs().day(value.decimal()));
    }

    private boolean day(int slot, long day) {
        return day != Times.NONE && date(slot, day);
    }

    @Override
    boolean text(int slot, Utf8 value) {
        return day(slot, times.epochDay(value.toString()));
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        return target.date(slot, longAt(index));
    }
}
