package io.sluice.connector.parquet;

import io.sluice.connector.column.LeafColumn;
import io.sluice.connector.column.LevelSink;
import java.util.Arrays;

/** The rows of one page of one column: which of the column's values they have, and the levels where there are any. */
final class PageRows implements LevelSink {
    /** parquet-java's {@code parquet.page.row.count.limit}: readers skip by pages, so these must not hold too many rows. */
    private static final int MAX_ROWS = 20_000;

    private final int pageBytes;
    private int[] indexes = new int[MAX_ROWS];
    private int values;
    /** Neither is filled while {@link #level} says it all. */
    private int[] repetitions = new int[MAX_ROWS];

    private int[] definitions = new int[MAX_ROWS];
    private int entries;
    private int rows;
    private long bytes;
    /** The definition level of every row, none of which repeats; -1 when they differ. */
    private int level;

    private ColumnValues source;

    PageRows(int pageBytes) {
        this.pageBytes = pageBytes;
    }

    /**
     * Takes as many rows as a page holds: at least one.
     *
     * @param positions the rows of one partition, ascending; null for all rows
     * @return the position after the last that was taken
     */
    int fill(LeafColumn leaf, ColumnValues columnValues, int[] positions, int from, int to) {
        source = columnValues;
        values = 0;
        entries = 0;
        rows = 0;
        bytes = 0;
        int last = positions == null ? to - 1 : positions[to - 1];
        level = leaf.valueLevel(last + 1);
        boolean dense = level >= 0;
        if (!dense) {
            level = leaf.missingLevel(last + 1);
        }
        if (level < 0) {
            return leaf.read(positions, from, to, this);
        }
        if (dense) {
            values = source.fill(positions, from, Math.min(to - from, MAX_ROWS), pageBytes, indexes);
            rows = values;
        } else {
            rows = Math.min(to - from, Math.min(MAX_ROWS, pageBytes));
        }
        entries = rows;
        return from + rows;
    }

    @Override
    public void value(int index, int repetition, int definition) {
        if (values == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * values);
        }
        indexes[values++] = index;
        bytes += source.bytes(index);
        level(repetition, definition);
    }

    @Override
    public void missing(int repetition, int definition) {
        bytes++;
        level(repetition, definition);
    }

    private void level(int repetition, int definition) {
        if (entries == definitions.length) {
            repetitions = Arrays.copyOf(repetitions, 2 * entries);
            definitions = Arrays.copyOf(definitions, 2 * entries);
        }
        repetitions[entries] = repetition;
        definitions[entries++] = definition;
    }

    @Override
    public boolean endRow() {
        return ++rows < MAX_ROWS && bytes < pageBytes;
    }

    /** Indexes of the values, {@link #values()} of them. */
    int[] indexes() {
        return indexes;
    }

    int values() {
        return values;
    }

    /** Values and what stands for none. */
    int entries() {
        return entries;
    }

    int rows() {
        return rows;
    }

    /** Both kinds of levels in front of the values, each with its length, as a page of version 1 has them. */
    void levels(int maxRepetition, int maxDefinition, ByteSink out) {
        if (maxRepetition > 0) {
            levels(repetitions, 0, maxRepetition, out);
        }
        levels(definitions, level, maxDefinition, out);
    }

    private void levels(int[] levels, int same, int max, ByteSink out) {
        int at = out.openInt32();
        int width = HybridRuns.width(max);
        if (level >= 0) {
            HybridRuns.repeat(same, entries, width, out);
        } else {
            HybridRuns.write(levels, entries, width, out);
        }
        out.closeLength(at);
    }
}
