package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.TimestampNTZType;

/** TIMESTAMP as microseconds since 1970-01-01 UTC, TIMESTAMP_NTZ as microseconds of the local time. */
final class TimestampScalar extends LongScalar {
    private final Times times;
    private final boolean local;

    TimestampScalar(DataType type, Memory memory, Times times) {
        super(type, memory);
        this.times = times;
        this.local = type instanceof TimestampNTZType;
    }

    /** A day is its midnight, as where Delta widens DATE to TIMESTAMP_NTZ; in which zone a TIMESTAMP's would be, nobody said. */
    @Override
    boolean date(int slot, long epochDay) {
        return local && Math.abs(epochDay) <= Times.LAST_DAY && store(slot, epochDay * Times.MICROS_PER_DAY);
    }

    @Override
    boolean timestamp(int slot, long epochMicros) {
        return store(slot, local ? times.localMicros(epochMicros) : epochMicros);
    }

    @Override
    boolean localTimestamp(int slot, long localMicros) {
        return local && store(slot, localMicros);
    }

    @Override
    boolean integer(int slot, long value) {
        return moment(slot, times.epochs().micros(value));
    }

    @Override
    boolean fraction(int slot, Fraction value) {
        return moment(slot, times.epochs().micros(value.decimal()));
    }

    private boolean moment(int slot, long epochMicros) {
        return epochMicros != Times.NONE && timestamp(slot, epochMicros);
    }

    @Override
    boolean text(int slot, Utf8 value) {
        long micros = local ? times.localMicros(value.toString()) : times.epochMicros(value.toString());
        return micros != Times.NONE && store(slot, micros);
    }

    @Override
    boolean copyTo(int index, int slot, Scalar target, Scratch scratch) {
        return local ? target.localTimestamp(slot, longAt(index)) : target.timestamp(slot, longAt(index));
    }
}
