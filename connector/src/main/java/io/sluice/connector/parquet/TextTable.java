package io.sluice.connector.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** The distinct texts of a column: each entry is the index of the first value that had it, so none is copied. */
final class TextTable implements ValueDictionary {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int FIRST = 64;

    /** Not the same in two tables: no producer can choose values that all fall into one place. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private final byte[] bytes;
    private final int[] ends;
    private int[] firsts = new int[FIRST];
    private int[] hashes = new int[FIRST];
    /** Number of the entry plus one; 0 is free. */
    private int[] slots = new int[2 * FIRST];

    private int size;
    private long entryBytes;

    TextTable(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    @Override
    public void ids(int[] indexes, int from, int to, int[] ids) {
        for (int i = from; i < to; i++) {
            int index = indexes[i];
            // Of a topic's name, a status, a country: runs are common, and comparing is cheaper than hashing.
            ids[i] = i > 0 && same(index, indexes[i - 1]) ? ids[i - 1] : id(index);
        }
    }

    private int id(int index) {
        int hash = hash(start(index), ends[index]);
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] != 0) {
            int id = slots[at] - 1;
            if (hashes[id] == hash && same(index, firsts[id])) {
                return id;
            }
            at = (at + 1) & mask;
        }
        if (size == firsts.length) {
            grow();
            at = free(hash);
        }
        firsts[size] = index;
        hashes[size] = hash;
        slots[at] = size + 1;
        entryBytes += Integer.BYTES + ends[index] - start(index);
        return size++;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private boolean same(int left, int right) {
        return Arrays.equals(bytes, start(left), ends[left], bytes, start(right), ends[right]);
    }

    private int hash(int from, int to) {
        long hash = seed ^ (to - from);
        int at = from;
        while (at + Long.BYTES <= to) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
            at += Long.BYTES;
        }
        if (at < to) {
            hash = mix(hash ^ tail(at, to));
        }
        return (int) (hash ^ (hash >>> Integer.SIZE));
    }

    /** One to seven bytes. */
    private long tail(int from, int to) {
        if (to >= Long.BYTES) {
            return (long) LONGS.get(bytes, to - Long.BYTES) >>> (Long.SIZE - Byte.SIZE * (to - from));
        }
        long tail = 0;
        for (int at = to - 1; at >= from; at--) {
            tail = (tail << Byte.SIZE) | (bytes[at] & 0xFFL);
        }
        return tail;
    }

    private static long mix(long value) {
        long mixed = value * MULTIPLIER;
        return mixed ^ (mixed >>> Integer.SIZE);
    }

    private int free(int hash) {
        int at = hash & (slots.length - 1);
        while (slots[at] != 0) {
            at = (at + 1) & (slots.length - 1);
        }
        return at;
    }

    private void grow() {
        firsts = Arrays.copyOf(firsts, 2 * size);
        hashes = Arrays.copyOf(hashes, 2 * size);
        slots = new int[2 * firsts.length];
        for (int id = 0; id < size; id++) {
            slots[free(hashes[id])] = id + 1;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long bytes() {
        return entryBytes;
    }

    @Override
    public void plain(int entries, ByteSink out) {
        for (int id = 0; id < entries; id++) {
            out.text(bytes, start(firsts[id]), ends[firsts[id]]);
        }
    }
}
