package io.sluice.connector.parquet;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** DOUBLE and FLOAT. */
final class FloatingValues extends ColumnValues {
    private final double[] values;
    private final boolean wide;
    private final Scratch scratch;

    FloatingValues(double[] values, boolean wide, Scratch scratch) {
        this.values = values;
        this.wide = wide;
        this.scratch = scratch;
    }

    @Override
    int bytes(int index) {
        return wide ? Double.BYTES : Float.BYTES;
    }

    @Override
    Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    void write(int[] indexes, int count, ByteSink out) {
        if (wide) {
            out.doubles(values, indexes, count);
        } else {
            out.floats(values, indexes, count);
        }
    }

    @Override
    void statistics(int[] indexes, int count, Statistics<?> statistics) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            // Both give NaN for NaN, and take -0.0 for less than 0.0, as Parquet's order of statistics does.
            min = Math.min(min, values[indexes[i]]);
            max = Math.max(max, values[indexes[i]]);
        }
        if (count > 0 && wide) {
            statistics.updateStats(min);
            statistics.updateStats(max);
        } else if (count > 0) {
            statistics.updateStats((float) min);
            statistics.updateStats((float) max);
        }
    }

    @Override
    ValueDictionary dictionary(int expected) {
        return new Entries(expected);
    }

    private final class Entries extends NumberDictionary {
        Entries(int expected) {
            super(wide, scratch, expected);
        }

        @Override
        void gather(int[] indexes, int from, int to, long[] bits) {
            for (int i = from; i < to; i++) {
                double value = values[indexes[i]];
                bits[i - from] = wide ? Double.doubleToRawLongBits(value) : Float.floatToRawIntBits((float) value);
            }
        }
    }
}
