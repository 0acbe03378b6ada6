package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * {@code bucket(count, column)} as Iceberg defines it (table spec, "Bucket Transform Details" and appendix B), so that engines can compute a
 * value's bucket: murmur3, x86, 32 bits, seed 0, of the value's bytes, without the sign, modulo the count. Integers and dates hash as a
 * long, times as their microseconds, a DECIMAL as the shortest bytes of its unscaled value, and so not apart from the same digits of
 * another scale.
 */
record Bucket(int count) implements Transform {
    @Override
    public String columnName(String source) {
        return source + "_bucket";
    }

    @Override
    public String text(String source) {
        return "bucket(" + count + ", " + source + ")";
    }

    @Override
    public DataType type(DataType source) {
        return IntegerType.INTEGER;
    }

    /** No FLOAT, DOUBLE and BOOLEAN, as in Iceberg. */
    @Override
    public boolean takes(DataType source) {
        return hashesAsLong(source)
                || source instanceof DecimalType
                || source instanceof StringType
                || source instanceof BinaryType;
    }

    private static boolean hashesAsLong(DataType source) {
        return Integers.are(source)
                || source instanceof DateType
                || source instanceof TimestampType
                || source instanceof TimestampNTZType;
    }

    @Override
    public String taken() {
        return "integers, DECIMAL, DATE, TIMESTAMP, STRING and BINARY";
    }

    @Override
    public PartitionValues values(ColumnVector source, DataType target) {
        return new LongValues(source, target, reader(source), bucket -> Literal.ofInt((int) bucket));
    }

    private LongValues.Reader reader(ColumnVector source) {
        DataType type = source.getDataType();
        if (type instanceof StringType) {
            return row -> of(source.getString(row).getBytes(StandardCharsets.UTF_8));
        }
        if (type instanceof BinaryType) {
            return row -> of(source.getBinary(row));
        }
        if (type instanceof DecimalType decimal) {
            return row -> of(source.getDecimal(row)
                    .setScale(decimal.getScale())
                    .unscaledValue()
                    .toByteArray());
        }
        LongValues.Reader number = Integers.reader(source);
        byte[] bytes = new byte[Long.BYTES];
        return row -> of(number.read(row), bytes);
    }

    /** @param bytes overwritten: the value, little-endian */
    int of(long value, byte[] bytes) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (value >>> (Byte.SIZE * i));
        }
        return of(bytes);
    }

    int of(byte[] bytes) {
        return (hash(bytes) & Integer.MAX_VALUE) % count;
    }

    static int hash(byte[] bytes) {
        return MurmurHash3.hash32x86(bytes, 0, bytes.length, 0);
    }
}
