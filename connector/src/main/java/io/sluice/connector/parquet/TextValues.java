package io.sluice.connector.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** BYTE_ARRAY: text as UTF-8, and bytes. Their order is that of unsigned bytes (Parquet's {@code TypeDefinedOrder} of both). */
final class TextValues extends ColumnValues {
    private static final VarHandle BIG_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int[] ends;
    private final DeltaRuns runs = new DeltaRuns();
    private long[] lengths = {};
    /** 0, 1, 2 … */
    private int[] order = {};

    TextValues(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    int bytes(int index) {
        return Integer.BYTES + ends[index] - start(index);
    }

    /** Lengths first, then all bytes: those of neighbours in the column are copied at once. */
    @Override
    Encoding encoding() {
        return Encoding.DELTA_LENGTH_BYTE_ARRAY;
    }

    @Override
    void write(int[] indexes, int count, ByteSink out) {
        if (lengths.length < count) {
            lengths = new long[count];
            order = new int[count];
            Arrays.setAll(order, i -> i);
        }
        for (int i = 0; i < count; i++) {
            lengths[i] = (long) ends[indexes[i]] - start(indexes[i]);
        }
        runs.write(lengths, order, count, false, out);
        int from = 0;
        while (from < count) {
            int to = from + 1;
            while (to < count && indexes[to] == indexes[to - 1] + 1) {
                to++;
            }
            out.raw(bytes, start(indexes[from]), ends[indexes[to - 1]]);
            from = to;
        }
    }

    @Override
    void statistics(int[] indexes, int count, Statistics<?> statistics) {
        if (count == 0) {
            return;
        }
        int min = indexes[0];
        int max = min;
        long minPrefix = prefix(min);
        long maxPrefix = minPrefix;
        for (int i = 1; i < count; i++) {
            int index = indexes[i];
            long prefix = prefix(index);
            if (prefix < minPrefix || (prefix == minPrefix && compare(index, min) < 0)) {
                min = index;
                minPrefix = prefix;
            } else if (prefix > maxPrefix || (prefix == maxPrefix && compare(index, max) > 0)) {
                max = index;
                maxPrefix = prefix;
            }
        }
        statistics.updateStats(binary(min));
        statistics.updateStats(binary(max));
    }

    /** The first eight bytes, so that they compare as a signed number; what is equal here may differ later. */
    private long prefix(int index) {
        int from = start(index);
        int length = ends[index] - from;
        if (length >= Long.BYTES) {
            return (long) BIG_LONGS.get(bytes, from) ^ Long.MIN_VALUE;
        }
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            prefix |= (bytes[from + i] & 0xFFL) << (Long.SIZE - Byte.SIZE * (i + 1));
        }
        return prefix ^ Long.MIN_VALUE;
    }

    /** Of two with equal prefixes. */
    private int compare(int left, int right) {
        int least = Math.min(ends[left] - start(left), ends[right] - start(right));
        if (least <= Long.BYTES) {
            // The shorter one lies within the prefix, so what follows it in the other is all that can differ.
            return Integer.compare(ends[left] - start(left), ends[right] - start(right));
        }
        return Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]);
    }

    private Binary binary(int index) {
        return Binary.fromConstantByteArray(Arrays.copyOfRange(bytes, start(index), ends[index]));
    }

    @Override
    ValueDictionary dictionary() {
        return new TextTable(bytes, ends);
    }
}
