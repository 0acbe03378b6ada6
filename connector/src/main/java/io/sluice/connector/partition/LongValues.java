package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;

/** Values that are a long, or its bits. */
final class LongValues implements PartitionValues {
    /** Reads a row that is not null. */
    @FunctionalInterface
    interface Reader {
        long read(int row);
    }

    private final IntPredicate isNull;
    private final DataType type;
    private final Reader reader;
    private final LongFunction<Literal> literal;
    private final LongInterner interner = new LongInterner();
    private long lastValue;
    private int lastOrdinal = -1;

    LongValues(ColumnVector vector, DataType type, Reader reader, LongFunction<Literal> literal) {
        this(vector::isNullAt, type, reader, literal);
    }

    /** @param isNull whether a row's value is null, be it that the source is or that it has none */
    LongValues(IntPredicate isNull, DataType type, Reader reader, LongFunction<Literal> literal) {
        this.isNull = isNull;
        this.type = type;
        this.reader = reader;
        this.literal = literal;
    }

    @Override
    public int ordinal(int row) {
        if (isNull.test(row)) {
            return interner.internNull();
        }
        long value = reader.read(row);
        // Rows come in runs: Kafka's order is roughly that of time.
        if (value != lastValue || lastOrdinal < 0) {
            lastValue = value;
            lastOrdinal = interner.intern(value);
        }
        return lastOrdinal;
    }

    @Override
    public Literal literal(int ordinal) {
        return interner.isNull(ordinal) ? Literal.ofNull(type) : literal.apply(interner.value(ordinal));
    }
}
