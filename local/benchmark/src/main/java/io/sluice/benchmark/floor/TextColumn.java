package io.sluice.benchmark.floor;

import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/** UTF-8 text, taken as bytes. */
final class TextColumn extends Column {
    private final Bytes texts = new Bytes();
    /** Where each text of the dictionary begins, and after the last where it ends. */
    private int[] starts = new int[(1 << 10) + 1];

    private int[] hashes = new int[1 << 10];
    private int size;
    /** Place in the dictionary plus one, by hash; 0 is free. */
    private int[] slots = new int[1 << 12];

    TextColumn(String name) {
        super(name, Type.BYTE_ARRAY, true);
    }

    void add(byte[] bytes, int start, int end) {
        if (byDictionary) {
            indexes.set(rows++, index(bytes, start, end));
        } else {
            plain.addInt(end - start);
            plain.add(bytes, start, end - start);
            rows++;
        }
    }

    private int index(byte[] bytes, int start, int end) {
        int hash = hash(bytes, start, end);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (hashes[index] == hash
                    && Arrays.equals(texts.array(), starts[index], starts[index + 1], bytes, start, end)) {
                return index;
            }
            slot = (slot + 1) & mask;
        }
        return added(bytes, start, end, hash, slot);
    }

    private int added(byte[] bytes, int start, int end, int hash, int slot) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
            starts = Arrays.copyOf(starts, size * 2 + 1);
        }
        hashes[size] = hash;
        texts.add(bytes, start, end - start);
        starts[++size] = texts.size();
        slots[slot] = size;
        if (size * 2 > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int index = 0; index < size; index++) {
            int slot = hashes[index] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = index + 1;
        }
    }

    /** Eight bytes at a time, by multiplications and shifts that spread every bit. */
    private static int hash(byte[] bytes, int start, int end) {
        long hash = 0x9E3779B97F4A7C15L ^ (end - start);
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash ^= Bytes.longAt(bytes, at);
            hash *= 0xff51afd7ed558ccdL;
            hash ^= hash >>> 32;
        }
        if (at + Integer.BYTES <= end) {
            hash ^= Bytes.intAt(bytes, at) & 0xffffffffL;
            hash *= 0xc4ceb9fe1a85ec53L;
            hash ^= hash >>> 29;
            at += Integer.BYTES;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * 0x100000001b3L;
        }
        hash *= 0xff51afd7ed558ccdL;
        return (int) (hash ^ (hash >>> 32));
    }

    @Override
    int dictionarySize() {
        return size;
    }

    @Override
    int dictionaryBytes() {
        return texts.size() + size * Integer.BYTES;
    }

    @Override
    void dictionaryValues(Bytes out) {
        for (int index = 0; index < size; index++) {
            int length = starts[index + 1] - starts[index];
            out.addInt(length);
            out.add(texts.array(), starts[index], length);
        }
    }

    @Override
    Statistics statistics() {
        Statistics statistics = new Statistics();
        statistics.setNull_count(0);
        return statistics;
    }

    @Override
    void restart() {
        Arrays.fill(slots, 0);
        size = 0;
        texts.clear();
    }
}
