package io.sluice.connector.parquet;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** DECIMAL beyond 18 digits: FIXED_LEN_BYTE_ARRAY, most significant byte first. */
final class WideDecimalValues extends ColumnValues {
    private final long[] highs;
    private final long[] lows;
    private final int length;

    WideDecimalValues(long[] highs, long[] lows, int length) {
        this.highs = highs;
        this.lows = lows;
        this.length = length;
    }

    @Override
    int bytes(int index) {
        return length;
    }

    @Override
    Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    void write(int[] indexes, int count, ByteSink out) {
        for (int i = 0; i < count; i++) {
            out.bigEndian(highs[indexes[i]], lows[indexes[i]], length);
        }
    }

    @Override
    void statistics(int[] indexes, int count, Statistics<?> statistics) {
        if (count == 0) {
            return;
        }
        int min = indexes[0];
        int max = indexes[0];
        for (int i = 1; i < count; i++) {
            min = compare(indexes[i], min) < 0 ? indexes[i] : min;
            max = compare(indexes[i], max) > 0 ? indexes[i] : max;
        }
        statistics.updateStats(binary(min));
        statistics.updateStats(binary(max));
    }

    private int compare(int left, int right) {
        int high = Long.compare(highs[left], highs[right]);
        return high != 0 ? high : Long.compareUnsigned(lows[left], lows[right]);
    }

    private Binary binary(int index) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int place = length - 1 - i;
            long half = place < Long.BYTES ? lows[index] : highs[index];
            bytes[i] = (byte) (half >>> (place % Long.BYTES * Byte.SIZE));
        }
        return Binary.fromConstantByteArray(bytes);
    }

    @Override
    ValueDictionary dictionary(int expected) {
        return null;
    }
}
