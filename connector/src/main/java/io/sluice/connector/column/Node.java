package io.sluice.connector.column;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import java.util.function.Consumer;

/** The values of one field, by the shape of its type. */
abstract sealed class Node permits ScalarNode, StructNode, ListNode, MapNode {
    /** @param fixed whether values have to fit the type, rather than the type the values */
    static Node of(Field field, DataType type, boolean fixed, Context context) {
        context.typed();
        if (type instanceof StructType struct) {
            return new StructNode(field, struct, fixed, context);
        }
        if (type instanceof ArrayType array) {
            return new ListNode(field, array.getElementType(), fixed, context);
        }
        if (type instanceof MapType map) {
            return new MapNode(field, map, fixed, context);
        }
        return new ScalarNode(type, fixed, context);
    }

    /** The field whose values these are; null for the value itself, at the top. */
    abstract Field owner();

    /** Whether the type is known, so that it can be written. */
    abstract boolean known();

    /** Whether a slot is not null. */
    abstract boolean has(int slot);

    /** How many slots are not null. */
    abstract int count();

    /** Whether any slot is not null. */
    final boolean hasValues() {
        return count() > 0;
    }

    /** The type that the rows need; only when {@link #known()}. */
    abstract DataType type();

    /** Forgets the slots from {@code limit} on. */
    abstract void truncate(int limit);

    /** Hands out each array. */
    abstract void arrays(Consumer<GrowingArray> each);

    /** Takes the arrays of a node that is not used any more, as far as the two are alike; before the first value. */
    abstract void takeArrays(Node from);

    /** Takes all out of the account; the object may not be used afterwards. */
    abstract void release();
}
