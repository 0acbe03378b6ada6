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
    /** Whether the column has but one value, as topics do. */
    private final boolean constant;

    private final Scratch scratch;

    /** @param count of the values, one at least */
    TextValues(byte[] bytes, int[] ends, int count, Scratch scratch) {
        this.bytes = bytes;
        this.ends = ends;
        this.scratch = scratch;
        this.constant = TextTable.areOne(bytes, ends, 0, count - 1);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    int bytes(int index) {
        return Integer.BYTES + ends[index] - start(index);
    }

    @Override
    int fill(int[] rows, int from, int most, int pageBytes, int[] indexes) {
        if (constant) {
            return super.fill(rows, from, most, pageBytes, indexes);
        }
        long filled = 0;
        int count = 0;
        while (count < most && filled < pageBytes) {
            int index = rows == null ? from + count : rows[from + count];
            indexes[count++] = index;
            filled += bytes(index);
        }
        return count;
    }

    /** Lengths first, then all bytes: those of neighbours in the column are copied at once. */
    @Override
    Encoding encoding() {
        return Encoding.DELTA_LENGTH_BYTE_ARRAY;
    }

    @Override
    void write(int[] indexes, int count, ByteSink out) {
        long[] lengths = scratch.lengths(count);
        for (int i = 0; i < count; i++) {
            lengths[i] = (long) ends[indexes[i]] - start(indexes[i]);
        }
        scratch.runs.write(lengths, scratch.order(count), count, false, out);
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

    /**
     * Texts of a column often begin alike. So what the least and the greatest one so far have in common is compared once, and the eight bytes
     * after it tell of nearly every text whether it lies between.
     */
    @Override
    void statistics(int[] indexes, int count, Statistics<?> statistics) {
        if (count == 0) {
            return;
        }
        int min = indexes[0];
        int max = min;
        int shared = length(min);
        long minKey = key(min, shared);
        long maxKey = minKey;
        for (int i = 1; i < count; i++) {
            int index = indexes[i];
            boolean alike = beginsLike(index, min, shared);
            long key = alike ? key(index, shared) : 0;
            if (alike && key < minKey) {
                min = index;
                minKey = key;
            } else if (alike && key > maxKey) {
                max = index;
                maxKey = key;
            } else if (!alike || key == minKey || key == maxKey) {
                min = compare(index, min) < 0 ? index : min;
                max = compare(index, max) > 0 ? index : max;
                if (index == min || index == max) {
                    shared = shared(min, max);
                    minKey = key(min, shared);
                    maxKey = key(max, shared);
                }
            }
        }
        statistics.updateStats(binary(min));
        statistics.updateStats(binary(max));
    }

    private int length(int index) {
        return ends[index] - start(index);
    }

    private boolean beginsLike(int index, int other, int length) {
        if (length(index) < length) {
            return false;
        }
        int left = start(index);
        int right = start(other);
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if ((long) BIG_LONGS.get(bytes, left + i) != (long) BIG_LONGS.get(bytes, right + i)) {
                return false;
            }
        }
        while (i < length && bytes[left + i] == bytes[right + i]) {
            i++;
        }
        return i == length;
    }

    /** How many first bytes two have in common. */
    private int shared(int left, int right) {
        int differs = Arrays.mismatch(bytes, start(left), ends[left], bytes, start(right), ends[right]);
        return differs < 0 ? length(left) : differs;
    }

    /** Eight bytes from one on, so that they compare as a signed number; what is equal here may differ later, or in length. */
    private long key(int index, int at) {
        int from = start(index) + at;
        int left = ends[index] - from;
        if (left >= Long.BYTES) {
            return (long) BIG_LONGS.get(bytes, from) ^ Long.MIN_VALUE;
        }
        long key = 0;
        for (int i = 0; i < left; i++) {
            key |= (bytes[from + i] & 0xFFL) << (Long.SIZE - Byte.SIZE * (i + 1));
        }
        return key ^ Long.MIN_VALUE;
    }

    private int compare(int left, int right) {
        return Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]);
    }

    private Binary binary(int index) {
        return Binary.fromConstantByteArray(Arrays.copyOfRange(bytes, start(index), ends[index]));
    }

    @Override
    ValueDictionary dictionary(int expected) {
        return new TextTable(bytes, ends, constant);
    }
}
