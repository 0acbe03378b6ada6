package io.sluice.connector.parquet;

import java.util.Arrays;

/** The distinct numbers of a column, by their bits: 0.0 and -0.0 are two entries. */
abstract class NumberDictionary implements ValueDictionary {
    private final Scratch scratch;
    private final LongTable table;
    private final boolean wide;

    /**
     * @param wide whether they take eight bytes; else four
     * @param scratch whose table no other uses as long as this is
     * @param expected about how many there will be
     */
    NumberDictionary(boolean wide, Scratch scratch, int expected) {
        this.wide = wide;
        this.scratch = scratch;
        this.table = scratch.table;
        table.clear(expected);
    }

    /** Their bits, from 0 on. */
    abstract void gather(int[] indexes, int from, int to, long[] bits);

    /**
     * Values of one table partition may lie far apart. All are loaded before the first is looked up: loads that nothing depends on wait for the
     * memory together.
     */
    @Override
    public final void ids(int[] indexes, int from, int to, int[] ids) {
        long[] gathered = scratch.gathered();
        gather(indexes, from, to, gathered);
        int count = to - from;
        if (Arrays.mismatch(gathered, 0, count - 1, gathered, 1, count) < 0) {
            // A constant, as partition numbers are: each value is the one before it.
            Arrays.fill(ids, from, to, table.id(gathered[0]));
            return;
        }
        for (int i = from; i < to; i++) {
            ids[i] = table.id(gathered[i - from]);
        }
    }

    @Override
    public final int size() {
        return table.size();
    }

    @Override
    public final long bytes() {
        return (long) table.size() * (wide ? Long.BYTES : Integer.BYTES);
    }

    @Override
    public final void plain(int entries, ByteSink out) {
        if (wide) {
            out.int64s(table.entries(), scratch.order(entries), entries);
        } else {
            out.int32s(table.entries(), scratch.order(entries), entries);
        }
    }
}
