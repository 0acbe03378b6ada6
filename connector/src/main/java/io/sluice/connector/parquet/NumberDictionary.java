package io.sluice.connector.parquet;

/** The distinct numbers of a column, by their bits: 0.0 and -0.0 are two entries. */
abstract class NumberDictionary implements ValueDictionary {
    private final LongTable table = new LongTable();
    private final boolean wide;

    /** @param wide whether they take eight bytes; else four */
    NumberDictionary(boolean wide) {
        this.wide = wide;
    }

    final int id(long bits) {
        return table.id(bits);
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
            out.int64s(table.entries(), table.order(), entries);
        } else {
            out.int32s(table.entries(), table.order(), entries);
        }
    }
}
