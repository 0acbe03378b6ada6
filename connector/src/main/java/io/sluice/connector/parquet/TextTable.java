package io.sluice.connector.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The distinct texts of a column: open addressing, at most half full. Entries are copied side by side and each slot has its entry's hash, so
 * that a look-up touches little memory that the last ones have not touched.
 */
final class TextTable implements ValueDictionary {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long HASH = 0xFFFFFFFF00000000L;
    private static final int FIRST = 64;
    private static final int FIRST_BYTES = 1 << 10;

    /** Not the same in two tables: no producer can choose values that all fall into one place. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    /** The column's values. */
    private final byte[] bytes;

    private final int[] ends;
    /** All values are the first, wherever the ones that are asked for lie. */
    private final boolean constant;

    private byte[] entries = new byte[FIRST_BYTES];
    private int[] entryEnds = new int[FIRST];
    /** The hash in the upper half, the number of the entry plus one in the lower; 0 is free. */
    private long[] slots = new long[2 * FIRST];

    /** What leaves the hash's uppermost bits, which all of the text has a part in, as a place. */
    private int shift = Long.numberOfLeadingZeros(slots.length) + 1;

    private int size;

    TextTable(byte[] bytes, int[] ends, boolean constant) {
        this.bytes = bytes;
        this.ends = ends;
        this.constant = constant;
    }

    @Override
    public void ids(int[] indexes, int from, int to, int[] ids) {
        int first = indexes[from];
        int last = indexes[to - 1];
        // Neighbours when they are as many as lie between.
        if (constant || (last - first == to - from - 1 && areOne(bytes, ends, first, last))) {
            Arrays.fill(ids, from, to, id(start(first), ends[first]));
            return;
        }
        for (int i = from; i < to; i++) {
            int index = indexes[i];
            ids[i] = id(start(index), ends[index]);
        }
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Whether values that are neighbours are one, as topics are: all as long as the first, and each byte the one as far before it. */
    static boolean areOne(byte[] bytes, int[] ends, int first, int last) {
        int from = first == 0 ? 0 : ends[first - 1];
        int length = ends[first] - from;
        if (ends[last] - from != (last - first + 1L) * length) {
            return false;
        }
        for (int i = first; i < last; i++) {
            if (ends[i + 1] - ends[i] != length) {
                return false;
            }
        }
        return Arrays.equals(bytes, from, ends[last] - length, bytes, from + length, ends[last]);
    }

    private int id(int from, int to) {
        long hash = hash(from, to);
        int mask = slots.length - 1;
        int at = (int) (hash >>> shift);
        for (long slot = slots[at]; slot != 0; slot = slots[at]) {
            int id = (int) slot - 1;
            if ((slot & HASH) == hash && isEntry(id, from, to)) {
                return id;
            }
            at = (at + 1) & mask;
        }
        return add(hash, at, from, to);
    }

    private boolean isEntry(int id, int from, int to) {
        int other = id == 0 ? 0 : entryEnds[id - 1];
        int length = to - from;
        if (entryEnds[id] - other != length) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if ((long) LONGS.get(bytes, from + i) != (long) LONGS.get(entries, other + i)) {
                return false;
            }
        }
        return i == length || tail(bytes, from + i, to) == tail(entries, other + i, other + length);
    }

    private int add(long hash, int at, int from, int to) {
        int place = at;
        if (size == entryEnds.length) {
            grow();
            place = free(hash);
        }
        int end = size == 0 ? 0 : entryEnds[size - 1];
        if (entries.length - end < to - from) {
            entries = Arrays.copyOf(entries, Math.max(2 * entries.length, Math.addExact(end, to - from)));
        }
        System.arraycopy(bytes, from, entries, end, to - from);
        entryEnds[size] = end + to - from;
        slots[place] = hash | (size + 1);
        return size++;
    }

    /** In the upper half of the result. */
    private long hash(int from, int to) {
        long hash = seed ^ (to - from);
        int at = from;
        while (at + Long.BYTES <= to) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
            at += Long.BYTES;
        }
        if (at < to) {
            hash = mix(hash ^ tail(bytes, at, to));
        }
        return hash & HASH;
    }

    /** One to seven bytes. */
    private static long tail(byte[] text, int from, int to) {
        if (to >= Long.BYTES) {
            return (long) LONGS.get(text, to - Long.BYTES) >>> (Long.SIZE - Byte.SIZE * (to - from));
        }
        long tail = 0;
        for (int at = to - 1; at >= from; at--) {
            tail = (tail << Byte.SIZE) | (text[at] & 0xFFL);
        }
        return tail;
    }

    private static long mix(long value) {
        long mixed = value * MULTIPLIER;
        return mixed ^ (mixed >>> Integer.SIZE);
    }

    private int free(long hash) {
        int at = (int) (hash >>> shift);
        while (slots[at] != 0) {
            at = (at + 1) & (slots.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] old = slots;
        entryEnds = Arrays.copyOf(entryEnds, 2 * size);
        slots = new long[2 * entryEnds.length];
        shift--;
        for (long slot : old) {
            if (slot != 0) {
                slots[free(slot & HASH)] = slot;
            }
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long bytes() {
        return (long) size * Integer.BYTES + (size == 0 ? 0 : entryEnds[size - 1]);
    }

    @Override
    public void plain(int count, ByteSink out) {
        int from = 0;
        for (int id = 0; id < count; id++) {
            out.text(entries, from, entryEnds[id]);
            from = entryEnds[id];
        }
    }
}
