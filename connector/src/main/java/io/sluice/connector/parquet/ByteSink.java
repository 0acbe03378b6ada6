package io.sluice.connector.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** A page's bytes while they are put together, little-endian as Parquet wants them: one array, used again from page to page. */
final class ByteSink {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST = 1 << 12;
    /** Arrays a little short of 2^31 are refused by some JVMs. */
    private static final int MAX = Integer.MAX_VALUE - 8;

    private static final int LOW_BITS = 0x7F;
    private static final int MORE = 0x80;
    private static final int BITS_A_BYTE = 7;

    private byte[] bytes = new byte[FIRST];
    private int size;

    void clear() {
        size = 0;
    }

    /** What was written; it holds until the next write. Of a buffer {@link BytesInput} gives a view, of an array only a copy. */
    BytesInput input() {
        return BytesInput.from(ByteBuffer.wrap(bytes, 0, size));
    }

    /** @throws IllegalStateException when a page would be larger than an array */
    private void need(int more) {
        if (bytes.length - size < more) {
            long needed = (long) size + more;
            if (needed > MAX) {
                throw new IllegalStateException("One page has " + needed + " bytes, and Parquet's pages end at " + MAX
                        + ": one record holds that much. Lower max.partition.fetch.bytes, or split the record.");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX, Math.max(needed, 2L * bytes.length)));
        }
    }

    void int8(int value) {
        need(1);
        bytes[size++] = (byte) value;
    }

    void int32(int value) {
        need(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Parquet's ULEB128. */
    void varint(int value) {
        int left = value;
        while ((left & ~LOW_BITS) != 0) {
            int8((left & LOW_BITS) | MORE);
            left >>>= BITS_A_BYTE;
        }
        int8(left);
    }

    /** Leaves four bytes free, for a length that is known later. */
    int openInt32() {
        int at = size;
        int32(0);
        return at;
    }

    /** Fills the place of {@link #openInt32} with the number of bytes that came after it. */
    void closeLength(int at) {
        INTS.set(bytes, at, size - at - Integer.BYTES);
    }

    /** The values at some indexes, eight bytes each. */
    void int64s(long[] values, int[] indexes, int count) {
        need(Math.multiplyExact(count, Long.BYTES));
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < count; i++) {
            LONGS.set(to, at, values[indexes[i]]);
            at += Long.BYTES;
        }
        size = at;
    }

    /** The values at some indexes, their lower four bytes each. */
    void int32s(long[] values, int[] indexes, int count) {
        need(Math.multiplyExact(count, Integer.BYTES));
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < count; i++) {
            INTS.set(to, at, (int) values[indexes[i]]);
            at += Integer.BYTES;
        }
        size = at;
    }

    void doubles(double[] values, int[] indexes, int count) {
        need(Math.multiplyExact(count, Double.BYTES));
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < count; i++) {
            LONGS.set(to, at, Double.doubleToRawLongBits(values[indexes[i]]));
            at += Double.BYTES;
        }
        size = at;
    }

    void floats(double[] values, int[] indexes, int count) {
        need(Math.multiplyExact(count, Float.BYTES));
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < count; i++) {
            INTS.set(to, at, Float.floatToRawIntBits((float) values[indexes[i]]));
            at += Float.BYTES;
        }
        size = at;
    }

    /** Length and bytes, as Parquet's PLAIN has a BYTE_ARRAY. */
    void text(byte[] from, int start, int end) {
        int length = end - start;
        need(Integer.BYTES + length);
        INTS.set(bytes, size, length);
        System.arraycopy(from, start, bytes, size + Integer.BYTES, length);
        size += Integer.BYTES + length;
    }

    /** The lower bytes of a number, most significant first, as Parquet has a DECIMAL of fixed length. */
    void bigEndian(long high, long low, int length) {
        need(length);
        for (int place = length - 1; place >= 0; place--) {
            long half = place < Long.BYTES ? low : high;
            bytes[size++] = (byte) (half >>> (place % Long.BYTES * Byte.SIZE));
        }
    }

    /** Parquet's ULEB128 of a number with its sign in the lowest bit. */
    void zigzag(long value) {
        long left = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((left & ~LOW_BITS) != 0) {
            int8(((int) left & LOW_BITS) | MORE);
            left >>>= BITS_A_BYTE;
        }
        int8((int) left);
    }

    /** Some bytes as they are. */
    void raw(byte[] from, int start, int end) {
        need(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
    }

    /**
     * Bits of fixed width one after the other from the least significant on, zeros up to a multiple of eight values.
     *
     * @param width 0 to 32
     */
    void packed(int[] values, int from, int to, int width) {
        int end = size + room(to - from, width);
        long pending = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            long value = values[i] & 0xFFFFFFFFL;
            pending |= value << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                LONGS.set(bytes, size, pending);
                size += Long.BYTES;
                bits -= Long.SIZE;
                pending = value >>> (width - bits);
            }
        }
        rest(pending, end);
    }

    /**
     * The same of wider numbers.
     *
     * @param width 0 to 64
     */
    void packed(long[] values, int from, int to, int width) {
        int end = size + room(to - from, width);
        long pending = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            long value = values[i];
            pending |= value << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                LONGS.set(bytes, size, pending);
                size += Long.BYTES;
                bits -= Long.SIZE;
                // A shift by 64 would be one by 0.
                pending = bits == 0 ? 0 : value >>> (width - bits);
            }
        }
        rest(pending, end);
    }

    /** Makes room for packed values, and eight bytes more, since whole longs are written. Returns what the values take. */
    private int room(int count, int width) {
        int groups = (count + Byte.SIZE - 1) / Byte.SIZE;
        int length = Math.multiplyExact(groups, width);
        need(Math.addExact(length, Long.BYTES));
        return length;
    }

    private void rest(long pending, int end) {
        long left = pending;
        while (size < end) {
            bytes[size++] = (byte) left;
            left >>>= Byte.SIZE;
        }
    }
}
