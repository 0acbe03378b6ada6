package io.sluice.connector.parquet;

/**
 * Small numbers as Parquet's RLE / bit-packing hybrid (format specification, "Encodings", RLE = 3): runs of eight and more of one value as
 * value and length, everything between packed at a fixed width.
 */
final class HybridRuns {
    private static final int GROUP = 8;

    private HybridRuns() {}

    /** Bits that numbers up to {@code max} take. */
    static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    /** @param width of each value in bits, 0 to 32 */
    static void write(int[] values, int count, int width, ByteSink out) {
        if (width == 0) {
            // Of a dictionary with one entry: all are 0, and need no look at them.
            repeat(0, count, width, out);
            return;
        }
        int at = 0;
        while (at < count) {
            int run = run(values, at, count);
            if (run >= GROUP) {
                repeat(values[at], run, width, out);
                at += run;
            } else {
                int end = at + GROUP;
                while (end < count && !repeats(values, end, count)) {
                    end += GROUP;
                }
                end = Math.min(end, count);
                out.varint((((end - at + GROUP - 1) / GROUP) << 1) | 1);
                out.packed(values, at, end, width);
                at = end;
            }
        }
    }

    /** One value many times. */
    static void repeat(int value, int times, int width, ByteSink out) {
        out.varint(times << 1);
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            out.int8(value >>> shift);
        }
    }

    private static int run(int[] values, int from, int count) {
        int value = values[from];
        int end = from + 1;
        while (end < count && values[end] == value) {
            end++;
        }
        return end - from;
    }

    private static boolean repeats(int[] values, int from, int count) {
        if (from + GROUP > count) {
            return false;
        }
        int value = values[from];
        for (int i = from + 1; i < from + GROUP; i++) {
            if (values[i] != value) {
                return false;
            }
        }
        return true;
    }
}
