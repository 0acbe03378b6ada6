package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Values that are objects with equals and hashCode. */
final class ObjectValues<T> implements PartitionValues {
    private final ColumnVector vector;
    private final DataType type;
    private final IntFunction<T> reader;
    private final Function<T, Literal> literal;
    private final Map<T, Integer> ordinals = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    /** @param reader reads a row that is not null; what it returns may be null all the same */
    ObjectValues(ColumnVector vector, DataType type, IntFunction<T> reader, Function<T, Literal> literal) {
        this.vector = vector;
        this.type = type;
        this.reader = reader;
        this.literal = literal;
    }

    @Override
    public int ordinal(int row) {
        T value = vector.isNullAt(row) ? null : reader.apply(row);
        Integer known = ordinals.get(value);
        if (known != null) {
            return known;
        }
        ordinals.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    @Override
    public Literal literal(int ordinal) {
        T value = values.get(ordinal);
        return value == null ? Literal.ofNull(type) : literal.apply(value);
    }
}
