package io.sluice.benchmark.floor;

import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/** Bits, plain. */
final class BooleanColumn extends Column {
    BooleanColumn(String name) {
        super(name, Type.BOOLEAN, false);
    }

    void add(boolean value) {
        int bit = rows++ & 7;
        if (bit == 0) {
            plain.addByte(0);
        }
        if (value) {
            plain.array()[plain.size() - 1] |= (byte) (1 << bit);
        }
    }

    @Override
    int dictionarySize() {
        return 0;
    }

    @Override
    int dictionaryBytes() {
        return 0;
    }

    @Override
    void dictionaryValues(Bytes out) {}

    @Override
    Statistics statistics() {
        Statistics statistics = new Statistics();
        statistics.setNull_count(0);
        return statistics;
    }

    @Override
    void restart() {}
}
