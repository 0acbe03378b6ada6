package io.sluice.connector.column;

import java.util.function.Consumer;

/** Which slots hold a list or map, and which run of elements is each one's. */
final class Ranges {
    /** Of the list or map. */
    private final Field field;

    private final Slots slots;
    private final Ints ends;
    private int elements;
    private int openSlot;
    private int openStart;

    Ranges(Field field, Memory memory) {
        this.field = field;
        this.slots = new Slots(memory);
        this.ends = new Ints(memory);
    }

    /** Begins the list or map of a slot. */
    void begin(int slot) {
        int index = slots.add(slot);
        ends.reserve(index, 1);
        ends.array[index] = elements;
        openSlot = slot;
        openStart = elements;
    }

    /** @return the slot of the next element of the list or map in hand */
    int next() {
        ends.array[slots.count() - 1] = elements + 1;
        return elements++;
    }

    /** Takes the last element back; it may not have a value yet. */
    void back() {
        ends.array[slots.count() - 1] = --elements;
    }

    Field field() {
        return field;
    }

    /** Of the list or map in hand. */
    int openSlot() {
        return openSlot;
    }

    /** The slot of the first element of the list or map in hand. */
    int openStart() {
        return openStart;
    }

    Slots slots() {
        return slots;
    }

    int start(int index) {
        return index == 0 ? 0 : ends.array[index - 1];
    }

    int end(int index) {
        return ends.array[index];
    }

    /** Elements of all. */
    int elements() {
        return elements;
    }

    void truncate(int limit) {
        slots.truncate(limit);
        elements = slots.count() == 0 ? 0 : ends.array[slots.count() - 1];
    }

    /** Hands out each array. */
    void arrays(Consumer<GrowingArray> each) {
        each.accept(slots.array());
        each.accept(ends);
    }

    /** Takes the arrays of ranges that are not used any more. */
    void takeArrays(Ranges from) {
        slots.array().take(from.slots.array());
        ends.take(from.ends);
    }
}
