package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import java.util.List;

/**
 * One leaf column of a file: walks the structs, lists and maps down to it and gives the levels that they make. Every struct, list, map and
 * leaf is optional in the file, and a map's key is required.
 */
public final class LeafColumn {
    private final List<String> path;
    private final DataType type;
    private final Step[] steps;
    private final boolean required;
    /** Null when the buffer has no such column. */
    private final Scalar values;

    private int cursor;
    /** No row below was read since the cursors last stood at the start. */
    private int nextRow;

    /** @param steps the containers from the top down; the last one that the buffer has, when it lacks the leaf */
    LeafColumn(List<String> path, DataType type, Step[] steps, boolean required, Scalar values) {
        this.path = path;
        this.type = type;
        this.steps = steps;
        this.required = required;
        this.values = values;
    }

    /** Names of the columns down to the leaf, in Parquet's spelling ({@code list}, {@code element}, {@code key_value} …). */
    public List<String> path() {
        return path;
    }

    /** The type in the file. */
    public DataType type() {
        return type;
    }

    /** The values in the buffer; null when there are none. */
    public Values values() {
        return values;
    }

    /**
     * The definition level of the values when each of the rows below {@code limit} has one, whose index is the row; -1 when not.
     * {@link #read} would say no more than that.
     */
    public int valueLevel(int limit) {
        if (values == null || !values.slots.isDense(limit)) {
            return -1;
        }
        int level = 1;
        for (Step step : steps) {
            // Where there is a value, there are the structs around it.
            if (step.ranges != null) {
                return -1;
            }
            level += step.levels;
        }
        return level;
    }

    /**
     * The definition level that stands for each of the rows below {@code limit} when none of them has a value, and all lack it in the same
     * way: the column is null, or holds empty lists or maps only. -1 when they differ: {@link #read} tells then.
     */
    public int missingLevel(int limit) {
        if (values != null && values.count() > 0) {
            return -1;
        }
        int level = 0;
        for (Step step : steps) {
            if (step.slots == null || step.slots.count() == 0) {
                return level;
            }
            if (!step.slots.isDense(limit)) {
                return -1;
            }
            level += step.levels;
            if (step.ranges != null) {
                return step.ranges.elements() == 0 ? level : -1;
            }
        }
        return level;
    }

    /**
     * Reads rows in ascending order. It goes on fast from where the last call ended.
     *
     * @param rows the rows of one partition, ascending; null for all rows
     * @param from first position in {@code rows}, or first row
     * @param to end of the positions, exclusive, above {@code from}
     * @return the position after the last that was read: {@code to}, unless the sink had enough before
     */
    public int read(int[] rows, int from, int to, LevelSink sink) {
        seek(rows == null ? from : rows[from]);
        int position = from;
        boolean more = true;
        while (more && position < to) {
            int row = rows == null ? position : rows[position];
            if (steps.length == 0) {
                leaf(row, 0, 0, sink);
            } else {
                walk(0, row, 0, 0, sink);
            }
            position++;
            nextRow = row + 1;
            more = sink.endRow();
        }
        return position;
    }

    private void seek(int row) {
        if (row < nextRow) {
            cursor = 0;
            for (Step step : steps) {
                step.cursor = 0;
            }
        }
    }

    private void walk(int depth, int slot, int repetition, int definition, LevelSink sink) {
        if (depth == steps.length) {
            leaf(slot, repetition, definition, sink);
            return;
        }
        Step step = steps[depth];
        int index = step.find(slot);
        if (index < 0) {
            sink.missing(repetition, definition);
        } else if (step.ranges == null) {
            walk(depth + 1, slot, repetition, definition + step.levels, sink);
        } else {
            int start = step.ranges.start(index);
            int end = step.ranges.end(index);
            if (start == end) {
                sink.missing(repetition, definition + step.levels);
            }
            for (int element = start; element < end; element++) {
                walk(
                        depth + 1,
                        element,
                        element == start ? repetition : step.repetition,
                        definition + step.levels + 1,
                        sink);
            }
        }
    }

    private void leaf(int slot, int repetition, int definition, LevelSink sink) {
        if (values != null) {
            Slots slots = values.slots;
            cursor = slots.seek(slot, cursor);
            if (cursor < slots.count() && slots.slot(cursor) == slot) {
                sink.value(cursor, repetition, required ? definition : definition + 1);
                return;
            }
        }
        if (required) {
            throw new IllegalStateException("A map of column " + path + " has an entry without a key.");
        }
        sink.missing(repetition, definition);
    }

    /** A struct, list or map on the way. */
    static final class Step {
        private final Slots slots;
        /** Null for a struct. */
        private final Ranges ranges;
        /** Definition levels that it adds when it is there: none when it is required, as a map's key is. */
        private final int levels;
        /** Repetition level of its second element and those that follow. */
        private final int repetition;

        private int cursor;

        /** @param slots null when the buffer has no such column: nothing is there */
        Step(Slots slots, Ranges ranges, int levels, int repetition) {
            this.slots = slots;
            this.ranges = ranges;
            this.levels = levels;
            this.repetition = repetition;
        }

        /** The same container, with the cursor at the start. */
        Step copy() {
            return new Step(slots, ranges, levels, repetition);
        }

        private int find(int slot) {
            if (slots == null) {
                return -1;
            }
            cursor = slots.seek(slot, cursor);
            return cursor < slots.count() && slots.slot(cursor) == slot ? cursor : -1;
        }
    }
}
