package io.sluice.connector.parquet;

/**
 * Integers as Parquet's DELTA_BINARY_PACKED (format specification, "Encodings", 5): the differences between neighbours, packed as narrow as
 * each 32 of them allow. Offsets, times and counters take a byte or two so, and zstd has less to read.
 */
final class DeltaRuns {
    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    private final long[] deltas = new long[BLOCK];
    private final int[] widths = new int[MINIBLOCKS];

    /**
     * Appends the values at some indexes.
     *
     * @param wide whether they are INT64; else INT32, whose differences wrap at 32 bits
     */
    void write(long[] values, int[] indexes, int count, boolean wide, ByteSink out) {
        out.varint(BLOCK);
        out.varint(MINIBLOCKS);
        out.varint(count);
        if (count == 0) {
            out.zigzag(0);
            return;
        }
        long last = values[indexes[0]];
        out.zigzag(last);
        for (int at = 1; at < count; at += BLOCK) {
            int size = Math.min(BLOCK, count - at);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < size; i++) {
                long value = values[indexes[at + i]];
                long delta = wide ? value - last : (int) value - (int) last;
                deltas[i] = delta;
                least = Math.min(least, delta);
                last = value;
            }
            block(size, least, wide, out);
        }
    }

    private void block(int size, long least, boolean wide, ByteSink out) {
        out.zigzag(least);
        // INT32: a difference of differences may need 33 bits, of which readers take the lower 32.
        long mask = wide ? -1 : 0xFFFFFFFFL;
        for (int mini = 0; mini < MINIBLOCKS; mini++) {
            int from = mini * MINIBLOCK;
            long bits = 0;
            for (int i = from; i < Math.min(size, from + MINIBLOCK); i++) {
                deltas[i] = (deltas[i] - least) & mask;
                bits |= deltas[i];
            }
            widths[mini] = Long.SIZE - Long.numberOfLeadingZeros(bits);
            out.int8(widths[mini]);
        }
        for (int i = size; i < BLOCK; i++) {
            deltas[i] = 0;
        }
        for (int mini = 0; mini * MINIBLOCK < size; mini++) {
            out.packed(deltas, mini * MINIBLOCK, (mini + 1) * MINIBLOCK, widths[mini]);
        }
    }
}
