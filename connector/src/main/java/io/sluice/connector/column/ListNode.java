package io.sluice.connector.column;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import java.util.function.Consumer;

/** A list: which slots hold one, where each ends among the elements, and the elements, whose slots are their running number. */
final class ListNode extends Node {
    private final Ranges ranges;
    private final Field element;

    /** @param type of the elements; null when it is not known */
    ListNode(Field field, DataType type, boolean fixed, Context context) {
        ranges = new Ranges(field, context.memory());
        element = Field.inner(context, this, "element", type, fixed);
    }

    Ranges ranges() {
        return ranges;
    }

    Field element() {
        return element;
    }

    @Override
    Field owner() {
        return ranges.field();
    }

    @Override
    boolean known() {
        return element.known();
    }

    @Override
    boolean has(int slot) {
        return ranges.slots().indexOf(slot) >= 0;
    }

    @Override
    int count() {
        return ranges.slots().count();
    }

    @Override
    ArrayType type() {
        return new ArrayType(element.node().type(), true);
    }

    @Override
    void truncate(int limit) {
        ranges.truncate(limit);
        element.truncate(ranges.elements());
    }

    @Override
    void arrays(Consumer<GrowingArray> each) {
        ranges.arrays(each);
        element.arrays(each);
    }

    @Override
    void takeArrays(Node from) {
        if (from instanceof ListNode list) {
            ranges.takeArrays(list.ranges);
            element.takeArrays(list.element);
        }
    }

    @Override
    void release() {
        ranges.arrays(GrowingArray::release);
        element.release();
    }
}
