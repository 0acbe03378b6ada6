package io.sluice.connector.parquet;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** INT64 and INT32: integers, dates, times and decimals up to 18 digits. */
final class IntegerValues extends ColumnValues {
    private final long[] values;
    private final boolean wide;
    private final Scratch scratch;

    IntegerValues(long[] values, boolean wide, Scratch scratch) {
        this.values = values;
        this.wide = wide;
        this.scratch = scratch;
    }

    @Override
    int bytes(int index) {
        return wide ? Long.BYTES : Integer.BYTES;
    }

    @Override
    Encoding encoding() {
        return Encoding.DELTA_BINARY_PACKED;
    }

    @Override
    void write(int[] indexes, int count, ByteSink out) {
        scratch.runs.write(values, indexes, count, wide, out);
    }

    @Override
    void statistics(int[] indexes, int count, Statistics<?> statistics) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long value = values[indexes[i]];
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (count > 0 && wide) {
            statistics.updateStats(min);
            statistics.updateStats(max);
        } else if (count > 0) {
            statistics.updateStats((int) min);
            statistics.updateStats((int) max);
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
                bits[i - from] = values[indexes[i]];
            }
        }
    }
}
