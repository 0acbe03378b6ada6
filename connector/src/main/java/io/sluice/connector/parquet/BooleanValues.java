package io.sluice.connector.parquet;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** BOOLEAN, a bit each. */
final class BooleanValues extends ColumnValues {
    private final byte[] values;
    private int[] bits = {};

    BooleanValues(byte[] values) {
        this.values = values;
    }

    @Override
    int bytes(int index) {
        // A bit: enough of them to fill a page by size are more than a page's rows.
        return 0;
    }

    @Override
    Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    void write(int[] indexes, int count, ByteSink out) {
        if (bits.length < count) {
            bits = new int[count];
        }
        for (int i = 0; i < count; i++) {
            bits[i] = values[indexes[i]];
        }
        out.packed(bits, 0, count, 1);
    }

    @Override
    void statistics(int[] indexes, int count, Statistics<?> statistics) {
        boolean all = true;
        boolean any = false;
        for (int i = 0; i < count; i++) {
            boolean value = values[indexes[i]] != 0;
            all &= value;
            any |= value;
        }
        if (count > 0) {
            statistics.updateStats(all);
            statistics.updateStats(any);
        }
    }

    @Override
    ValueDictionary dictionary(int expected) {
        return null;
    }
}
