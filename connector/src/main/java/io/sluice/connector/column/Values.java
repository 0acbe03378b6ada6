package io.sluice.connector.column;

import io.delta.kernel.types.DataType;

/**
 * The values of one scalar column, nulls left out, by index. Which accessor holds depends on {@link #type()}; the others throw
 * UnsupportedOperationException. The arrays are the column's own, for loops over many values: they are not to be changed, are longer than
 * {@link #count()}, and are replaced when the column grows.
 */
public interface Values {
    DataType type();

    /** Number of values. */
    int count();

    /** What {@link #booleanAt} reads, a byte each: 1 for true, 0 for false. */
    default byte[] booleans() {
        throw new UnsupportedOperationException(type() + " holds no boolean");
    }

    /** What {@link #longAt} reads. */
    default long[] longs() {
        throw new UnsupportedOperationException(type() + " holds no long");
    }

    /** What {@link #highAt} reads. */
    default long[] highs() {
        throw new UnsupportedOperationException(type() + " has no upper half");
    }

    /** What {@link #doubleAt} reads. */
    default double[] doubles() {
        throw new UnsupportedOperationException(type() + " holds no double");
    }

    /** BOOLEAN. */
    default boolean booleanAt(int index) {
        throw new UnsupportedOperationException(type() + " holds no boolean");
    }

    /**
     * BYTE, SHORT, INT, BIGINT; DATE as days since 1970-01-01; TIMESTAMP and TIMESTAMP_NTZ as microseconds since then; DECIMAL unscaled
     * (beyond 18 digits its lower 64 bits).
     */
    default long longAt(int index) {
        throw new UnsupportedOperationException(type() + " holds no long");
    }

    /** DECIMAL beyond 18 digits: the upper 64 of the unscaled value's 128 bits. */
    default long highAt(int index) {
        throw new UnsupportedOperationException(type() + " has no upper half");
    }

    /** FLOAT and DOUBLE. */
    default double doubleAt(int index) {
        throw new UnsupportedOperationException(type() + " holds no double");
    }

    /** STRING (UTF-8) and BINARY: the array in which all values lie. */
    default byte[] bytes() {
        throw new UnsupportedOperationException(type() + " holds no bytes");
    }

    /** STRING and BINARY: where in {@link #bytes()} each value ends; it begins where the one before it ends, the first at 0. */
    default int[] ends() {
        throw new UnsupportedOperationException(type() + " holds no bytes");
    }

    /** STRING and BINARY: where in {@link #bytes()} the value begins. */
    default int offsetAt(int index) {
        throw new UnsupportedOperationException(type() + " holds no bytes");
    }

    /** STRING and BINARY: length in bytes. */
    default int lengthAt(int index) {
        throw new UnsupportedOperationException(type() + " holds no bytes");
    }
}
