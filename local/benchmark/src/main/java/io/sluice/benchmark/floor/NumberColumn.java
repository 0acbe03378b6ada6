package io.sluice.benchmark.floor;

import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/** Whole numbers, or fractions by their bits. */
final class NumberColumn extends Column {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final boolean fractions;
    private long[] values = new long[1 << 10];
    private int size;
    /** Place in {@link #values} plus one, by hash; 0 is free. */
    private int[] slots = new int[1 << 12];

    private long least;
    private long most;
    private double leastFraction;
    private double mostFraction;

    NumberColumn(String name, boolean fractions, boolean dictionary) {
        super(name, fractions ? Type.DOUBLE : Type.INT64, dictionary);
        this.fractions = fractions;
        restart();
    }

    boolean fractions() {
        return fractions;
    }

    void add(long value) {
        least = Math.min(least, value);
        most = Math.max(most, value);
        addBits(value);
    }

    void add(double value) {
        if (value < leastFraction) {
            leastFraction = value;
        }
        if (value > mostFraction) {
            mostFraction = value;
        }
        addBits(Double.doubleToRawLongBits(value));
    }

    private void addBits(long bits) {
        if (byDictionary) {
            indexes.set(rows++, index(bits));
        } else {
            plain.addLong(bits);
            rows++;
        }
    }

    private int index(long bits) {
        int slot = slot(bits, slots.length - 1);
        while (slots[slot] != 0) {
            if (values[slots[slot] - 1] == bits) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = bits;
        slots[slot] = size;
        if (size * 2 > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int index = 0; index < size; index++) {
            int slot = slot(values[index], slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = index + 1;
        }
    }

    private static int slot(long bits, int mask) {
        return (int) ((bits * SPREAD) >>> 40) & mask;
    }

    @Override
    int dictionarySize() {
        return size;
    }

    @Override
    int dictionaryBytes() {
        return size * Long.BYTES;
    }

    @Override
    void dictionaryValues(Bytes out) {
        for (int index = 0; index < size; index++) {
            out.addLong(values[index]);
        }
    }

    @Override
    Statistics statistics() {
        Statistics statistics = new Statistics();
        statistics.setMin_value(Bytes.ofLong(fractions ? Double.doubleToLongBits(leastFraction) : least));
        statistics.setMax_value(Bytes.ofLong(fractions ? Double.doubleToLongBits(mostFraction) : most));
        statistics.setNull_count(0);
        return statistics;
    }

    @Override
    void restart() {
        Arrays.fill(slots, 0);
        size = 0;
        least = Long.MAX_VALUE;
        most = Long.MIN_VALUE;
        leastFraction = Double.POSITIVE_INFINITY;
        mostFraction = Double.NEGATIVE_INFINITY;
    }
}
