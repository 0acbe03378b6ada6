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

    /**
     * @param leaf whose values are not appended to meanwhile; it may have none
     * @param scratch used by one column at a time
     */
    static ColumnValues of(LeafColumn leaf, Scratch scratch) {
        Values values = leaf.values();
        return values == null || values.count() == 0 ? new NoValues() : of(leaf.type(), values, scratch);
    }

    private static ColumnValues of(DataType type, Values values, Scratch scratch) {
        if (type instanceof StringType || type instanceof BinaryType) {
            return new TextValues(values.bytes(), values.ends(), values.count(), scratch);
        }
        if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return new IntegerValues(values.longs(), true, scratch);
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return new FloatingValues(values.doubles(), type instanceof DoubleType, scratch);
        }
        if (type instanceof BooleanType) {
            return new BooleanValues(values.booleans());
        }
        if (type instanceof DecimalType decimal && decimal.getPrecision() > DIGITS_OF_INT64) {
            return new WideDecimalValues(
                    values.highs(), values.longs(), ParquetSchemas.decimalBytes(decimal.getPrecision()));
        }
        return new IntegerValues(
                values.longs(),
                type instanceof DecimalType decimal && decimal.getPrecision() > DIGITS_OF_INT32,
                scratch);
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
     * A dictionary without entries, for one chunk: that of the chunk before, of whichever column, is of no use any more.
     *
     * @param expected about how many entries it will have
     * @return null when a dictionary never pays for the type
     */
    abstract ValueDictionary dictionary(int expected);

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
        ValueDictionary dictionary(int expected) {
            return null;
        }
    }
}
