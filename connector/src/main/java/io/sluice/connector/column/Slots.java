package io.sluice.connector.column;

import java.util.Arrays;

/**
 * Which slots of a column hold a value, ascending. A slot is a row, or within a list or map the running number of the element. While no
 * slot is left out nothing is stored but the count; after the first gap four bytes a value, and still nothing for a null: the cost of a
 * sparse column follows its values, not the table's rows.
 */
final class Slots {
    private static final int[] NONE = {};

    private final Memory memory;
    /** Null while value i stands in slot i. */
    private int[] slots;

    private int count;

    Slots(Memory memory) {
        this.memory = memory;
    }

    /** @return the value's index */
    int add(int slot) {
        if (slots == null) {
            if (slot == count) {
                return count++;
            }
            spread();
        }
        if (count == slots.length) {
            slots = Grow.ints(slots, count + 1, memory);
        }
        slots[count] = slot;
        return count++;
    }

    private void spread() {
        slots = count == 0 ? NONE : Grow.ints(NONE, count + 1, memory);
        for (int i = 0; i < count; i++) {
            slots[i] = i;
        }
    }

    int count() {
        return count;
    }

    int slot(int index) {
        return slots == null ? index : slots[index];
    }

    /** @return the index of the value in a slot, -1 when it is null there */
    int indexOf(int slot) {
        if (slots == null) {
            return slot < count ? slot : -1;
        }
        return Math.max(Arrays.binarySearch(slots, 0, count, slot), -1);
    }

    /** Whether the value of each slot below {@code limit} is there, at the slot's own index. */
    boolean isDense(int limit) {
        return slots == null && limit <= count;
    }

    /** @return the first index at or after {@code hint} whose slot is {@code slot} or beyond; {@link #count()} when there is none */
    int seek(int slot, int hint) {
        if (slots == null) {
            return Math.min(Math.max(slot, hint), count);
        }
        if (hint >= count || slots[hint] >= slot) {
            return hint;
        }
        int step = 1;
        while (hint + step < count && slots[hint + step] < slot) {
            step <<= 1;
        }
        int found = Arrays.binarySearch(slots, hint + (step >> 1), Math.min(hint + step + 1, count), slot);
        return found >= 0 ? found : -found - 1;
    }

    /** Forgets the slots from {@code limit} on. */
    void truncate(int limit) {
        if (slots == null) {
            count = Math.min(count, limit);
            return;
        }
        while (count > 0 && slots[count - 1] >= limit) {
            count--;
        }
    }

    /** Takes the arrays out of the account; the object may not be used afterwards. */
    void release() {
        if (slots != null) {
            memory.add(-(long) slots.length * Integer.BYTES);
        }
    }
}
