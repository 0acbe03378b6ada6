package io.sluice.connector.parquet;

import io.sluice.connector.column.LeafColumn;
import io.sluice.connector.column.LevelSink;
import io.sluice.connector.column.Values;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;

/** Feeds one leaf column into parquet-java's writer of that column. */
final class LeafWriter implements LevelSink {
    private final ColumnWriteStore store;
    private final ColumnWriter out;
    private final Values values;
    private final Cell cell;

    LeafWriter(LeafColumn leaf, ColumnWriteStore store, ColumnWriter out) {
        this.store = store;
        this.out = out;
        this.values = leaf.values();
        this.cell = Cell.of(leaf.type());
    }

    @Override
    public void value(int index, int repetition, int definition) {
        cell.write(out, values, index, repetition, definition);
    }

    @Override
    public void missing(int repetition, int definition) {
        out.writeNull(repetition, definition);
    }

    @Override
    public void endRow() {
        // The store has this one column, and closes its pages by size.
        store.endRecord();
    }
}
