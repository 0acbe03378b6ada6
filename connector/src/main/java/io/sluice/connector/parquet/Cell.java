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
import io.sluice.connector.column.Values;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Writes one value of one Delta type in its physical type of {@link ParquetSchemas}. */
@FunctionalInterface
interface Cell {
    void write(ColumnWriter out, Values values, int index, int repetition, int definition);

    static Cell of(DataType type) {
        if (type instanceof StringType || type instanceof BinaryType) {
            return (out, values, index, repetition, definition) -> out.write(
                    // Nothing is appended to a buffer while it is encoded, so the bytes need no copy.
                    Binary.fromConstantByteArray(values.bytes(), values.offsetAt(index), values.lengthAt(index)),
                    repetition,
                    definition);
        }
        if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return (out, values, index, repetition, definition) ->
                    out.write(values.longAt(index), repetition, definition);
        }
        if (type instanceof DoubleType) {
            return (out, values, index, repetition, definition) ->
                    out.write(values.doubleAt(index), repetition, definition);
        }
        if (type instanceof FloatType) {
            return (out, values, index, repetition, definition) ->
                    out.write((float) values.doubleAt(index), repetition, definition);
        }
        if (type instanceof BooleanType) {
            return (out, values, index, repetition, definition) ->
                    out.write(values.booleanAt(index), repetition, definition);
        }
        return type instanceof DecimalType decimal ? decimal(decimal.getPrecision()) : Cell::int32;
    }

    private static Cell decimal(int precision) {
        if (precision <= 9) {
            return Cell::int32;
        }
        if (precision <= 18) {
            return (out, values, index, repetition, definition) ->
                    out.write(values.longAt(index), repetition, definition);
        }
        int length = ParquetSchemas.decimalBytes(precision);
        byte[] bytes = new byte[2 * Long.BYTES];
        return (out, values, index, repetition, definition) -> {
            bigEndian(values.highAt(index), bytes, 0);
            bigEndian(values.longAt(index), bytes, Long.BYTES);
            out.write(Binary.fromReusedByteArray(bytes, bytes.length - length, length), repetition, definition);
        };
    }

    private static void int32(ColumnWriter out, Values values, int index, int repetition, int definition) {
        out.write((int) values.longAt(index), repetition, definition);
    }

    private static void bigEndian(long value, byte[] bytes, int at) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
    }
}
