package io.sluice.connector.column;

import io.delta.kernel.types.DataType;

/**
 * The values of one scalar column, nulls left out, by index. Which accessor holds depends on {@link #type()}; the others throw
 * UnsupportedOperationException.
 */
public interface Values {
    DataType type();

    /** Number of values. */
    int count();

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

    /** STRING (UTF-8) and BINARY: the array in which all values lie. It is replaced when the column grows. */
    default byte[] bytes() {
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
