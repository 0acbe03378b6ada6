package io.sluice.connector.column;

import java.util.Arrays;

/**
 * Which slots of a column hold a value, ascending. A slot is a row, or within a list or map the running number of the element. While no
 * slot is left out nothing is stored but the count; after the first gap four bytes a value, and still nothing for a null: the cost of a
 * sparse column follows its values, not the table's rows.
 */
final class Slots {
    private final Ints slots;
    /** Whether value i stands in slot i, and the array is not used. */
    private boolean dense = true;

    private int count;

    Slots(Memory memory) {
        slots = new Ints(memory);
    }

    /** @return the value's index */
    int add(int slot) {
        if (dense) {
            if (slot == count) {
                return count++;
            }
            spread();
        }
        slots.reserve(count, 1);
        slots.array[count] = slot;
        return count++;
    }

    private void spread() {
        dense = false;
        slots.reserve(0, count);
        for (int i = 0; i < count; i++) {
            slots.array[i] = i;
        }
    }

    int count() {
        return count;
    }

    int slot(int index) {
        return dense ? index : slots.array[index];
    }

    /** @return the index of the value in a slot, -1 when it is null there */
    int indexOf(int slot) {
        if (dense) {
            return slot < count ? slot : -1;
        }
        return Math.max(Arrays.binarySearch(slots.array, 0, count, slot), -1);
    }

    /** Whether the value of each slot below {@code limit} is there, at the slot's own index. */
    boolean isDense(int limit) {
        return dense && limit <= count;
    }

    /** @return the first index at or after {@code hint} whose slot is {@code slot} or beyond; {@link #count()} when there is none */
    int seek(int slot, int hint) {
        if (dense) {
            return Math.min(Math.max(slot, hint), count);
        }
        int[] array = slots.array;
        if (hint >= count || array[hint] >= slot) {
            return hint;
        }
        int step = 1;
        while (hint + step < count && array[hint + step] < slot) {
            step <<= 1;
        }
        int found = Arrays.binarySearch(array, hint + (step >> 1), Math.min(hint + step + 1, count), slot);
        return found >= 0 ? found : -found - 1;
    }

    /** Forgets the slots from {@code limit} on. */
    void truncate(int limit) {
        if (dense) {
            count = Math.min(count, limit);
            return;
        }
        while (count > 0 && slots.array[count - 1] >= limit) {
            count--;
        }
    }

    /** Used where a slot was left out. */
    GrowingArray array() {
        return slots;
    }
}
