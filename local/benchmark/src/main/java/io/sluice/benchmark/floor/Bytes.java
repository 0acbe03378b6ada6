package io.sluice.benchmark.floor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, little-endian, as Parquet has them. */
final class Bytes {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array = new byte[1 << 16];
    private int size;

    /** The first {@link #size} of them count. */
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room without using it. */
    void reserve(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }

    /** Takes bytes as used that were written to the array. */
    void advance(int written) {
        size += written;
    }

    void add(byte[] from, int start, int length) {
        reserve(length);
        System.arraycopy(from, start, array, size, length);
        size += length;
    }

    void addByte(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void addInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(array, size, value);
        size += Integer.BYTES;
    }

    void addLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(array, size, value);
        size += Long.BYTES;
    }

    /** ULEB128. */
    void addVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            addByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        addByte(rest);
    }

    void setInt(int at, int value) {
        INTS.set(array, at, value);
    }

    static int intAt(byte[] array, int at) {
        return (int) INTS.get(array, at);
    }

    static long longAt(byte[] array, int at) {
        return (long) LONGS.get(array, at);
    }

    static byte[] ofLong(long value) {
        byte[] bytes = new byte[Long.BYTES];
        LONGS.set(bytes, 0, value);
        return bytes;
    }
}
