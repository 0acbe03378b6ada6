package io.sluice.connector.column;

import io.delta.kernel.types.MapType;
import java.util.function.Consumer;

/** A map: which slots hold one, where each ends among the entries, and the keys and values, whose slots are the entry's running number. */
final class MapNode extends Node {
    private final Ranges ranges;
    private final Field key;
    private final Field value;

    MapNode(Field field, MapType type, boolean fixed, Context context) {
        ranges = new Ranges(field, context.memory());
        key = Field.inner(context, this, "key", type.getKeyType(), fixed);
        value = Field.inner(context, this, "value", type.getValueType(), fixed);
    }

    Ranges ranges() {
        return ranges;
    }

    Field key() {
        return key;
    }

    Field value() {
        return value;
    }

    @Override
    Field owner() {
        return ranges.field();
    }

    @Override
    boolean known() {
        return key.known() && value.known();
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
    MapType type() {
        return new MapType(key.node().type(), value.node().type(), true);
    }

    @Override
    void truncate(int limit) {
        ranges.truncate(limit);
        key.truncate(ranges.elements());
        value.truncate(ranges.elements());
    }

    @Override
    void arrays(Consumer<GrowingArray> each) {
        ranges.arrays(each);
        key.arrays(each);
        value.arrays(each);
    }

    @Override
    void takeArrays(Node from) {
        if (from instanceof MapNode map) {
            ranges.takeArrays(map.ranges);
            key.takeArrays(map.key);
            value.takeArrays(map.value);
        }
    }

    @Override
    void release() {
        ranges.arrays(GrowingArray::release);
        key.release();
        value.release();
    }
}
