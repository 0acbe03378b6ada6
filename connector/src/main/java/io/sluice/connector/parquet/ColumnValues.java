package io.sluice.connector.parquet;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.column.LeafColumn;
import io.sluice.connector.column.Values;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/**
 * The values of one leaf column in their physical type of {@link ParquetSchemas}. Each method takes the indexes of a page's values and loops
 * over the column's own arrays: a call for each value would cost more than the value.
 */
abstract class ColumnValues {
    private static final int DIGITS_OF_INT32 = 9;
    private static final int DIGITS_OF_INT64 = 18;

    /** @param leaf whose values are not appended to meanwhile; it may have none */
    static ColumnValues of(LeafColumn leaf) {
        Values values = leaf.values();
        return values == null || values.count() == 0 ? new NoValues() : of(leaf.type(), values);
    }

    private static ColumnValues of(DataType type, Values values) {
        if (type instanceof StringType || type instanceof BinaryType) {
            return new TextValues(values.bytes(), values.ends(), values.count());
        }
        if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return new IntegerValues(values.longs(), true);
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return new FloatingValues(values.doubles(), type instanceof DoubleType);
        }
        if (type instanceof BooleanType) {
            return new BooleanValues(values.booleans());
        }
        if (type instanceof DecimalType decimal && decimal.getPrecision() > DIGITS_OF_INT64) {
            return new WideDecimalValues(
                    values.highs(), values.longs(), ParquetSchemas.decimalBytes(decimal.getPrecision()));
        }
        return new IntegerValues(
                values.longs(), type instanceof DecimalType decimal && decimal.getPrecision() > DIGITS_OF_INT32);
    }

    /** What a value takes in PLAIN. */
    abstract int bytes(int index);

    /**
     * Takes values until they fill a page: those of one row after the other, one at least. Here they are all of one size.
     *
     * @param rows of which the page takes those from position {@code from} on; null for all rows
     * @param most how many it takes at most
     * @param indexes filled from 0 on
     * @return how many it takes
     */
    int fill(int[] rows, int from, int most, int pageBytes, int[] indexes) {
        int each = bytes(rows == null ? from : rows[from]);
        int count = each == 0 ? most : Math.min(most, 1 + (pageBytes - 1) / each);
        if (rows == null) {
            for (int i = 0; i < count; i++) {
                indexes[i] = from + i;
            }
        } else {
            System.arraycopy(rows, from, indexes, 0, count);
        }
        return count;
    }

    /** What {@link #write} writes. */
    abstract Encoding encoding();

    /** Appends the values without a dictionary. */
    abstract void write(int[] indexes, int count, ByteSink out);

    /** Adds the least and the greatest value; of columns with NaN, NaN alone. */
    abstract void statistics(int[] indexes, int count, Statistics<?> statistics);

    /**
     * A dictionary without entries; null when a dictionary never pays for the type.
     *
     * @param table for distinct numbers: without entries, and used by no other until the chunk is written
     * @param scratch for as many values as it is asked for at once
     */
    abstract ValueDictionary dictionary(LongTable table, long[] scratch);

    /** Of a column that no row has. */
    private static final class NoValues extends ColumnValues {
        @Override
        int bytes(int index) {
            throw new IllegalStateException("There is no value " + index);
        }

        @Override
        Encoding encoding() {
            return Encoding.PLAIN;
        }

        @Override
        void write(int[] indexes, int count, ByteSink out) {
            // Nothing.
        }

        @Override
        void statistics(int[] indexes, int count, Statistics<?> statistics) {
            // Nothing.
        }

        @Override
        ValueDictionary dictionary(LongTable table, long[] scratch) {
            return null;
        }
    }
}
