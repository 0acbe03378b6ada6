package io.sluice.connector.column;

/** Which slots hold a list or map, and which run of elements is each one's. */
final class Ranges {
    private static final int[] NONE = {};

    private final Memory memory;
    /** Of the list or map. */
    private final Field field;

    private final Slots slots;
    private int[] ends = NONE;
    private int elements;
    private int openSlot;
    private int openStart;

    Ranges(Field field, Memory memory) {
        this.field = field;
        this.memory = memory;
        this.slots = new Slots(memory);
    }

    /** Begins the list or map of a slot. */
    void begin(int slot) {
        int index = slots.add(slot);
        if (index >= ends.length) {
            ends = Grow.ints(ends, index + 1, memory);
        }
        ends[index] = elements;
        openSlot = slot;
        openStart = elements;
    }

    /** @return the slot of the next element of the list or map in hand */
    int next() {
        ends[slots.count() - 1] = elements + 1;
        return elements++;
    }

    /** Takes the last element back; it may not have a value yet. */
    void back() {
        ends[slots.count() - 1] = --elements;
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
        return index == 0 ? 0 : ends[index - 1];
    }

    int end(int index) {
        return ends[index];
    }

    /** Elements of all. */
    int elements() {
        return elements;
    }

    void truncate(int limit) {
        slots.truncate(limit);
        elements = slots.count() == 0 ? 0 : ends[slots.count() - 1];
    }

    void release() {
        slots.release();
        memory.add(-(long) ends.length * Integer.BYTES);
    }
}
